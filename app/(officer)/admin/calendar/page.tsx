import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { viewOwnFeed } from '#lib/reminders/view-own-feed.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { formWords } from '../../../form-words.ts'
import { here, type SearchParams } from '../../../staff/here.ts'
import { seen } from '../../../staff/seen.ts'
import { StaffForm } from '../../../staff/staff-form.tsx'
import { makeAction, revokeAction } from './action.ts'
import { FeedForm } from './feed-form.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('law'))('feed.title'),
})

/** One's own calendar subscription: make it, see its address once, end it. */
export default async function CalendarPage({ searchParams }: { searchParams: SearchParams }) {
  const [t, actor, { done }] = [await getTranslations('law.feed'), await currentActor(), await searchParams]
  const { madeAt } = seen(actor, await viewOwnFeed(actor, undefined))
  const { time } = await here()
  const { submit, sending } = await formWords(t(madeAt ? 'renew' : 'make'))
  return (
    <div className="flow max-w-3xl">
      <h1>{t('title')}</h1>
      {done === 'revoked' && <Notice tone="success" announce="status" title={t('revoked')} />}
      <p>{t('lead')}</p>
      <p>{madeAt ? t('since', { at: time(madeAt) }) : t('none')}</p>
      <FeedForm
        action={makeAction}
        words={{ submit, sending, made: t('made'), text: t('made-text'), address: t('address') }}
      />
      {madeAt && (
        <StaffForm
          action={revokeAction}
          label={t('revoke')}
          questions={[]}
          tone="danger"
          words={await formWords(t('revoke'))}
        />
      )}
    </div>
  )
}
