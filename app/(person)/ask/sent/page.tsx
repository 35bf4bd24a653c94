import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/button-link.tsx'
import { Notice } from '#components/notice.tsx'
import { readSent } from '#lib/web/sent-note.ts'
import { formWords } from '../../../form-words.ts'
import { QuestionForm } from '../../../question-form.tsx'
import { sendAgain } from './action.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('person.sent'))('title'),
})

/** "Check your mail": the same for every address, with the way to mend a mistyped one. */
export default async function SentPage() {
  const t = await getTranslations('person.sent')
  const sent = await readSent('/ask')
  if (!sent)
    return (
      <>
        <h1>{t('title')}</h1>
        <p>{t('forgotten')}</p>
        <ButtonLink href="/ask">{t('ask')}</ButtonLink>
      </>
    )
  return (
    <>
      {sent.times > 1 && (
        <Notice tone="success" announce="status" title={t('again.done')}>
          <p>{t('again.latest')}</p>
        </Notice>
      )}
      <h1>{t('title')}</h1>
      <p>{t.rich('to', { address: () => <strong className="wrap-anywhere">{sent.address}</strong> })}</p>
      <ol>
        <li>{t('steps.open')}</li>
        <li>{t('steps.button')}</li>
        <li>{t('steps.then')}</li>
      </ol>
      <p>{t('unproved')}</p>
      <h2>{t('missing.title')}</h2>
      <p>{t('missing.text')}</p>
      <QuestionForm
        key={sent.times}
        action={sendAgain}
        questions={[
          { kind: 'address', name: 'address', label: t('mend.label'), hint: t('mend.hint'), value: sent.address },
        ]}
        words={await formWords(t('again.button'))}
        tone="secondary"
      />
    </>
  )
}
