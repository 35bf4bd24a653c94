import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { Notice } from '#components/notice.tsx'
import { viewOwnMessages } from '#lib/requests/view-own-messages.ts'
import { formWords } from '../../../../form-words.ts'
import { placeOfMessages, readMessagePlace } from '../../../../message-place.ts'
import { QuestionForm } from '../../../../question-form.tsx'
import { signedInPerson } from '../../../../signed-in-person.ts'
import { speechIn } from '../../../../speech.ts'
import { write } from './action.ts'
import { Asked } from './asked.tsx'
import { Conversation } from './conversation.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('dialogue'))('title'),
})

const said = ['sent', 'answered', 'declined'] as const

/** Person and privacy team write to each other here; nothing of it travels by mail. A question comes first. */
export default async function MessagesPage({ params, searchParams }: PageProps<'/requests/[ref]/messages'>) {
  const { ref } = await params
  const { before, done } = await searchParams
  const page = `/requests/${encodeURIComponent(ref)}`
  const found = await viewOwnMessages(await signedInPerson(`${page}/messages`), {
    ref,
    before: readMessagePlace(before),
  })
  if (!found.ok) notFound()
  const { zone, question, messages, older } = found.value
  const t = await getTranslations('dialogue')
  const speech = await speechIn(zone)
  const heard = said.find(one => one === done)
  return (
    <>
      <BackLink href={page} text={t('own.back', { ref })} />
      <h1>{t('title')}</h1>
      {heard && (
        <Notice tone="success" announce="status">
          <p>{t(`own.${heard}`)}</p>
        </Notice>
      )}
      {question && <Asked own={found.value} speech={speech} />}
      <p>{t('own.lead')}</p>
      <Conversation
        messages={messages}
        asked={question?.id}
        speech={speech}
        older={older && `${page}/messages?${placeOfMessages(older)}`}
        newest={before ? `${page}/messages` : undefined}
      />
      <section className="flow" data-print="no">
        <h2>{t('own.write.title')}</h2>
        <QuestionForm
          action={write.bind(null, ref)}
          label={t('own.write.title')}
          questions={[
            { kind: 'text', name: 'text', label: t('own.write.label'), hint: t('own.write.hint'), maxLength: 4000 },
          ]}
          words={await formWords(t('own.write.button'))}
          tone={question ? 'secondary' : 'primary'}
        />
      </section>
    </>
  )
}
