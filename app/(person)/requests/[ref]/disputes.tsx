import { getTranslations } from 'next-intl/server'
import { Details } from '#components/details.tsx'
import { Quote } from '#components/quote.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { describeSteps } from '#lib/deadlines/describe-steps.ts'
import type { Step } from '#lib/deadlines/steps.ts'
import type { viewOwnDisputes } from '#lib/disputes/view-own-disputes.ts'
import { localeFacts } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import type { Result } from '#lib/kernel/result.ts'
import type { Speech } from '../../../speech.ts'

type Found = Extract<Awaited<ReturnType<typeof viewOwnDisputes>> & Result<unknown>, { ok: true }>['value']

/** What the person can do when they disagree, and what became of what they wrote. Nothing where the law knows neither. */
export const Disputes = async ({ found, speech }: { found: Found; speech: Speech }) => {
  const { ref, mayRaise, disputes } = found
  const t = await getTranslations('disputes')
  if (mayRaise.length === 0 && disputes.length === 0) return null
  return (
    <section className="flow" data-print="no">
      <h2>{t('person.title')}</h2>
      {disputes.toReversed().map(one => (
        <One key={one.id} dispute={one} speech={speech} />
      ))}
      {mayRaise.map(kind => (
        <div key={kind}>
          <p>{t(`person.${kind}.offer`)}</p>
          <p>
            <a href={`/requests/${ref}/object/${kind}`}>{t(`person.${kind}.link`)}</a>
          </p>
        </div>
      ))}
    </section>
  )
}

const One = async ({ dispute, speech }: { dispute: Found['disputes'][number]; speech: Speech }) => {
  const { kind, state, outcome, receivedAt, text, dates, takenIn } = dispute
  const t = await getTranslations('disputes')
  const tell = createTranslator(speech.locale, 'deadlines')
  return (
    <article className="sheet flow p-5 sm:p-6">
      <h3 className="flex flex-wrap items-center gap-x-3">
        {t(`kinds.${kind}`)}
        <StatusTag tone={state === 'decided' ? 'success' : 'info'}>
          {outcome ? t(`outcomes.${outcome}`) : t(`states.${state}`)}
        </StatusTag>
      </h3>
      <p className="text-sm text-ink-soft">
        {takenIn
          ? t(`came.${takenIn.channel}`, { on: speech.longDate(takenIn.on) })
          : t('received', { at: speech.instant(receivedAt) })}
      </p>
      <p>{t(takenIn ? 'person.we-wrote' : 'person.you-wrote')}</p>
      <Quote text={text} />
      {dates.map(row => (
        <div key={row.rule}>
          <p>
            {row.fulfilledAt
              ? t(`done.${row.duty as 'grievance'}`, {
                  at: speech.instant(row.fulfilledAt),
                  due: speech.longDate(row.dueOn),
                })
              : t(`due.${row.duty as 'grievance'}`, { due: speech.longDate(row.dueOn) })}{' '}
            {!row.confirmed && t('unconfirmed')}
          </p>
          <Details summary={t('person.why')}>
            <ol>
              {describeSteps(row.steps as Step[], tell, localeFacts[speech.locale].tag).map(step => (
                <li key={`${step.date} ${step.text}`}>
                  {step.text} <span className="text-sm text-ink-soft">({step.cite})</span>
                </li>
              ))}
            </ol>
          </Details>
        </div>
      ))}
    </article>
  )
}
