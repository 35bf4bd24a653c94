import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { createTranslator } from '#lib/i18n/translator.ts'
import type { Mentions } from '#lib/others/view-mentions.ts'
import { describeReason } from '#lib/sources/describe.ts'
import { desk } from '../../../desk.ts'

/** What the look rests on: as of when people are known, which sources could not say whom they know, and what is too much to answer. */
export const Standing = async ({ found }: { found: Pick<Mentions, 'unread' | 'more' | 'indexedAt'> }) => {
  const { time, locale } = await desk()
  const t = await getTranslations('others')
  const reasons = createTranslator(locale, 'sources')
  const { unread, more, indexedAt } = found
  return (
    <>
      {indexedAt && <p className="text-sm text-ink-soft">{t('indexed', { at: time(indexedAt) })}</p>}
      {unread.length > 0 && (
        <Notice tone="warning" title={t('unread.title')}>
          <p>{t('unread.text')}</p>
          <ul>
            {unread.map(one => {
              const [source = '', ...reason] = one.split(': ')
              return (
                <li key={source}>
                  <strong>{source}</strong>: {describeReason(reasons, reason.join(': '))}
                </li>
              )
            })}
          </ul>
        </Notice>
      )}
      {more > 0 && (
        <Notice tone="danger" title={t('more.title', { count: more })}>
          <p>{t('more.text')}</p>
        </Notice>
      )}
    </>
  )
}
