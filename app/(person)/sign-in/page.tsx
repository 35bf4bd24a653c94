import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { localPath } from '#lib/web/local-path.ts'
import { formWords } from '../../form-words.ts'
import { QuestionForm } from '../../question-form.tsx'
import { sendLink } from './action.ts'

type Props = { searchParams: Promise<{ [name: string]: string | string[] | undefined }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('person.sign-in'))('title'),
})

/** A link to one's own mailbox is the only key there is: no password, no account. */
export default async function SignInPage({ searchParams }: Props) {
  const { to, address } = await searchParams
  const t = await getTranslations('person.sign-in')
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('text')}</p>
      <QuestionForm
        action={sendLink}
        questions={[
          {
            kind: 'address',
            name: 'address',
            label: t('address.label'),
            hint: t('address.hint'),
            value: typeof address === 'string' ? address.slice(0, 300) : undefined,
          },
        ]}
        hidden={{ to: to === undefined ? '/requests' : localPath(to) }}
        words={await formWords(t('button'))}
      />
    </>
  )
}
