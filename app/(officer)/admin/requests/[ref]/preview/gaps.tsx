import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { createTranslator } from '#lib/i18n/translator.ts'
import type { Preview } from '#lib/packages/view-preview.ts'
import { describeReason } from '#lib/sources/describe.ts'
import { desk } from '../../../desk.ts'

/** Whether the package may call itself complete, and if not, what is missing; what was connected since is said above. */
export const Gaps = async ({ preview }: { preview: Preview }) => {
  const { locale } = await desk()
  const t = await getTranslations('officer.preview')
  const reasons = createTranslator(locale, 'sources')
  const because = (reason: string | null) => (reason ? `: ${describeReason(reasons, reason)}` : '')
  const { package: built, missing, sourcesFailed, unclassified, crossed, withheld } = preview
  const listed = built.complete ? 0 : sourcesFailed.length + missing.length + unclassified.length
  const saidAbove = !built.complete && listed + withheld === 0 && preview.unsearched.length > 0
  return (
    <>
      {crossed.length > 0 && (
        <Notice tone="danger" title={t('crossed.title')}>
          <p>{t('crossed.text')}</p>
          <ul>
            {crossed.map(({ collection, rule }) => (
              <li key={`${collection} ${rule}`}>
                <code>{collection}</code> ({rule})
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {!saidAbove && (
        <Notice tone={built.complete ? 'success' : 'warning'} title={t(built.complete ? 'complete' : 'incomplete')}>
          {listed > 0 && (
            <ul>
              {sourcesFailed.map(({ source, reason }) => (
                <li key={source}>
                  <strong>{source}</strong>
                  {because(reason)}
                </li>
              ))}
              {missing.map(({ dataset, collection, reason }) => (
                <li key={`${dataset}.${collection}`}>
                  <code>{`${dataset}.${collection}`}</code>
                  {because(reason)}
                </li>
              ))}
              {unclassified.map(column => (
                <li key={column}>
                  <code>{column}</code>: {t('unclassified')}
                </li>
              ))}
            </ul>
          )}
          {withheld > 0 && <p>{t('withheld', { count: withheld })}</p>}
        </Notice>
      )}
    </>
  )
}
