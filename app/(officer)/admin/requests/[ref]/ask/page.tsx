import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { createTranslator } from '#lib/i18n/translator.ts'
import { questionDays } from '#lib/requests/drop-question.ts'
import { whyShut } from '#lib/requests/officer-moves.ts'
import { viewQuestion } from '#lib/requests/view-question.ts'
import { desk } from '../../../desk.ts'
import { DecisionPage } from '../decision-page.tsx'
import { WriteForm } from '../messages/form.tsx'
import { askAction } from './action.ts'

/** A question to the person: what it does to the clock under each law, before anybody sends it. */
export default async function AskPage({ params }: PageProps<'/admin/requests/[ref]/ask'>) {
  const { ref } = await params
  const { actor, date, locale } = await desk()
  const t = await getTranslations('dialogue.ask')
  const law = createTranslator(locale, 'history')
  const found = await viewQuestion(actor, { ref })
  if (!found.ok) notFound()
  const { status, waiting, pauses, dueOn, rules } = found.value
  return (
    <DecisionPage reference={ref} title={t('title')} shut={whyShut('ask', status)}>
      {waiting ? (
        <Notice tone="warning">
          <p>{t('waiting')}</p>
          <p>
            <a href={`/admin/requests/${ref}/messages`}>{t('see')}</a>
          </p>
        </Notice>
      ) : (
        <>
          <p>{t('law')}</p>
          <Notice tone={pauses ? 'info' : 'warning'}>
            <p>{pauses ? t('pauses', { days: questionDays }) : t('runs', { due: date(dueOn, 'long') })}</p>
            {rules.length > 1 && (
              <ul>
                {rules.map(rule => (
                  <li key={rule.rule}>
                    <strong>{law(`rules.${rule.rule.replaceAll('.', '_')}`)}</strong>:{' '}
                    {rule.pauses ? t('rule-pauses') : t('rule-runs', { due: date(rule.dueOn) })}
                  </li>
                ))}
              </ul>
            )}
          </Notice>
          <p>{t('choice')}</p>
          <WriteForm
            of="ask"
            action={askAction.bind(null, ref)}
            label={t('title')}
            submit={t('submit')}
            cancel={`/admin/requests/${ref}`}
          />
        </>
      )}
    </DecisionPage>
  )
}
