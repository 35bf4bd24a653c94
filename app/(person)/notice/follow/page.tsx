import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { Notice } from '#components/notice.tsx'
import { viewOwnAddress } from '#lib/identity/view-own-address.ts'
import { viewNotices } from '#lib/notices/view-notices.ts'
import { formWords } from '../../../form-words.ts'
import { QuestionForm } from '../../../question-form.tsx'
import { signedInPerson } from '../../../signed-in-person.ts'
import { setFollowing } from './action.ts'

type Props = { searchParams: Promise<{ done?: string | string[] }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('notices.follow'))('page.title'),
})

/** Whether the person, whose mailbox is proved by the link that led here, is told of new versions. */
export default async function FollowPage({ searchParams }: Props) {
  const { done } = await searchParams
  const person = await signedInPerson('/notice/follow')
  const t = await getTranslations('notices')
  const [address, seen] = [await viewOwnAddress(person, undefined), await viewNotices(person, undefined)]
  const follows = seen.ok && seen.value.follows
  const bold = () => <strong className="wrap-anywhere">{address.ok ? address.value : ''}</strong>
  return (
    <>
      <BackLink href="/notice" text={t('title')} />
      {done === 'yes' && (
        <Notice tone="success" announce="status" title={t(follows ? 'follow.page.done-on' : 'follow.page.done-off')} />
      )}
      <h1>{t('follow.page.title')}</h1>
      <p>{t.rich(follows ? 'follow.page.on' : 'follow.page.text', { address: bold })}</p>
      <QuestionForm
        key={String(follows)}
        action={setFollowing}
        hidden={{ follow: follows ? 'no' : 'yes' }}
        words={await formWords(t(follows ? 'follow.page.no' : 'follow.page.yes'))}
        tone={follows ? 'secondary' : 'primary'}
      />
    </>
  )
}
