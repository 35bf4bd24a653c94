import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { nextQuestion, type Question, questions, readDraft } from '#lib/web/ask-draft.ts'
import { formWords } from '../../../form-words.ts'
import { QuestionForm } from '../../../question-form.tsx'
import { saveAnswer } from './action.ts'
import { posed } from './posed.ts'

type Props = { params: Promise<{ question: string }> }

const isQuestion = (name: string): name is Question => questions.some(question => question === name)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { question } = await params
  if (!isQuestion(question)) return {}
  const t = await getTranslations('person.ask')
  return { title: t(`${question}.label`) }
}

/** One question of the request, with what was answered before. */
export default async function QuestionPage({ params }: Props) {
  const { question } = await params
  if (!isQuestion(question)) notFound()
  const draft = await readDraft()
  const t = await getTranslations('person.ask')
  const shell = await getTranslations('shell')
  const position = questions.indexOf(question)
  const before = position === 0 ? '/' : `/ask/${questions[position - 1]}`
  return (
    <>
      <BackLink href={nextQuestion(draft) === undefined ? '/ask/check' : before} text={shell('back')} />
      <p className="text-sm text-ink-soft">{t('position', { position: position + 1, of: questions.length })}</p>
      <QuestionForm
        key={question}
        action={saveAnswer.bind(null, question)}
        questions={[await posed(question, draft)]}
        words={await formWords()}
      />
    </>
  )
}
