import { getTranslations } from 'next-intl/server'
import { cache, type ReactNode } from 'react'
import { SubmitButton } from '#components/submit-button.tsx'
import { viewOwnAddress } from '#lib/identity/view-own-address.ts'
import { viewOrganisation } from '#lib/organisation/view-organisation.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { isDemoVisit } from '#lib/web/demo-visit.ts'
import { signOut } from './(person)/sign-out.ts'
import { Arrival } from './arrival.tsx'
import { DemoLinks } from './demo-links.tsx'
import { Shell } from './shell.tsx'

const SignOut = async () => {
  const t = await getTranslations('shell')
  return (
    <form action={signOut}>
      <SubmitButton tone="quiet" sending={t('header.sign-out')}>
        {t('header.sign-out')}
      </SubmitButton>
    </form>
  )
}

/** The frame of a person's pages, and of the demo's. */
export const PersonShell = async ({ children }: { children: ReactNode }) => {
  const actor = await askingActor()
  const t = await getTranslations('shell')
  const organisation = await ownOrganisation()
  const address = actor.kind === 'person' ? await viewOwnAddress(actor, undefined) : undefined
  return (
    <Shell
      room="person"
      organisation={organisation}
      account={address?.ok ? { who: <bdi>{address.value}</bdi>, signOut: <SignOut /> } : undefined}
      demo={(await isDemoVisit()) ? <DemoLinks /> : undefined}
      footerLinks={[
        { href: '/notice', text: t('footer.notice') },
        { href: '/preferences', text: t('footer.preferences') },
      ]}
    >
      {children}
      <Arrival />
    </Shell>
  )
}

const ownOrganisation = cache(async () => {
  const found = await viewOrganisation(await askingActor(), undefined)
  return found.ok ? found.value.name : undefined
})
