import { getTranslations } from 'next-intl/server'
import { Details } from '#components/details.tsx'
import { Notice } from '#components/notice.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { Time } from '#components/time.tsx'
import { describeInOneLine, describeSteps } from '#lib/deadlines/describe-steps.ts'
import { localeFacts } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import type { Speech } from '../../../speech.ts'
import type { OwnRequest } from './own-request.ts'

type Props = { request: OwnRequest; speech: Speech }

/** By when the law wants the answer: the date, how it came about under every law that applies, and each time it moved. */
export const DueDate = async ({ request: { due, open, deadlines, moves }, speech }: Props) => {
  const t = await getTranslations('person.request.due')
  const governing = deadlines.find(({ governs }) => governs)
  return (
    <section className="flow">
      <h2>{t(open ? 'title' : 'title-past')}</h2>
      <p>
        <Time iso={due.on.toString()} text={speech.longDate(due.on)} />
        {open && !due.overdue && <> · {t('left', { days: due.daysLeft })}</>}
      </p>
      {governing && (
        <p className="text-sm text-ink-soft">
          {describeInOneLine(
            governing.steps,
            createTranslator(speech.locale, 'deadlines'),
            localeFacts[speech.locale].tag,
          )}
        </p>
      )}
      {due.overdue && (
        <Notice tone="danger" title={t('late.title')}>
          <p>{t('late.text')}</p>
        </Notice>
      )}
      {moves.length > 0 && (
        <ul>
          {moves.map(({ at, by, from, to }) => (
            <li key={at.toString()}>
              {t(`moved.${by}`, { on: speech.day(at), from: speech.date(from), to: speech.date(to) })}
            </li>
          ))}
        </ul>
      )}
      <Details summary={t('why')}>
        {deadlines.map(deadline => (
          <Derivation key={deadline.rule} deadline={deadline} alone={deadlines.length === 1} speech={speech} />
        ))}
      </Details>
    </section>
  )
}

type DerivationProps = { deadline: OwnRequest['deadlines'][number]; alone: boolean; speech: Speech }

/** One law's derivation, sentence by sentence, each with the article it follows. */
const Derivation = async ({ deadline: { rule, governs, confirmed, steps, dueOn }, alone, speech }: DerivationProps) => {
  const t = await getTranslations('person.request.due')
  const tell = createTranslator(speech.locale, 'deadlines')
  const { tag } = localeFacts[speech.locale]
  return (
    <div className="flow">
      <h3 className="flex flex-wrap items-center gap-x-3">
        {t('under', { law: t(`laws.${rule.replaceAll(/[._]/g, '-')}` as 'laws.other'), due: speech.date(dueOn) })}
        {governs && !alone && <StatusTag tone="info">{t('governs')}</StatusTag>}
        {!confirmed && <StatusTag tone="warning">{t('unconfirmed')}</StatusTag>}
      </h3>
      <ol>
        {describeSteps(steps, tell, tag).map(({ text, date, cite }) => (
          <li key={`${date} ${text}`}>
            {text} <span className="text-sm text-ink-soft">({cite})</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
