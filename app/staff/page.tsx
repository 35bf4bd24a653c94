import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/button-link.tsx'
import { Notice } from '#components/notice.tsx'
import { isStaff } from '#lib/access/actor.ts'
import { isDemoRequest } from '#lib/config/demo.ts'
import { canHoldPasskeys } from '#lib/identity/passkey.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { askForPasskey, signInWithPasskey } from './actions.ts'
import { PasskeyButton } from './passkey-button.tsx'
import { passkeyWords } from './passkey-words.ts'
import { roomOf } from './seen.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('staff'))('door.title'),
})

/** Where staff sign in: with a passkey, never by a link alone. In the demo, a click at `/demo` does. */
export default async function DoorPage() {
  const actor = await currentActor()
  if (isStaff(actor)) redirect(roomOf(actor.kind))
  const t = await getTranslations('staff.door')
  const sent = await headers()
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('lead')}</p>
      {isDemoRequest(sent.get('host'), sent) && (
        <Notice title={t('demo.title')}>
          <p>{t('demo.text')}</p>
          <ButtonLink href="/demo">{t('demo.button')}</ButtonLink>
        </Notice>
      )}
      {canHoldPasskeys() ? (
        <>
          <noscript>
            <Notice tone="warning">{t('no-script')}</Notice>
          </noscript>
          <PasskeyButton
            kind="sign-in"
            ask={askForPasskey}
            answer={signInWithPasskey}
            words={await passkeyWords('sign-in')}
          />
        </>
      ) : (
        <Notice tone="info">{t('no-domain')}</Notice>
      )}
      <p>{t('person')}</p>
      <p>
        <a href="/">{t('home')}</a>
      </p>
    </>
  )
}
