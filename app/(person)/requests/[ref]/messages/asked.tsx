import { getTranslations } from 'next-intl/server'
import { Quote } from '#components/quote.tsx'
import type { Result } from '#lib/kernel/result.ts'
import type { viewOwnMessages } from '#lib/requests/view-own-messages.ts'
import { formWords } from '../../../../form-words.ts'
import { QuestionForm } from '../../../../question-form.tsx'
import type { Speech } from '../../../../speech.ts'
import { answer, decline } from './action.ts'

type Own = Extract<Awaited<ReturnType<typeof viewOwnMessages>> & Result<unknown>, { ok: true }>['value']

/** The question that waits: what is asked, that nobody must answer, what it does to the day, and both ways on. */
export const Asked = async ({ own, speech }: { own: Own; speech: Speech }) => {
  const t = await getTranslations('dialogue.own.asked')
  const { ref, question, paused, dueOn } = own
  if (!question) return null
  return (
    <section className="sheet flow p-5 sm:p-6">
      <h2>{t('title')}</h2>
      <Quote text={question.text} />
      <p>{t('free')}</p>
      <p>
        {paused
          ? t('paused', { since: speech.date(paused.since), due: speech.date(paused.dueIfResumed) })
          : t('runs', { due: speech.date(dueOn) })}
      </p>
      <QuestionForm
        action={answer.bind(null, ref)}
        label={t('link')}
        questions={[{ kind: 'text', name: 'answer', label: t('label'), maxLength: 4000 }]}
        words={await formWords(t('button'))}
      />
      <QuestionForm
        action={decline.bind(null, ref)}
        label={t('decline-label')}
        words={await formWords(t('decline'))}
        tone="secondary"
      />
    </section>
  )
}
