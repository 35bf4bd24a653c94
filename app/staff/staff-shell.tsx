import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { NavLink } from '#components/navigation.tsx'
import { isStaff } from '#lib/access/actor.ts'
import { viewSelf } from '#lib/identity/view-self.ts'
import { viewOrganisation } from '#lib/organisation/view-organisation.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { isDemoVisit } from '#lib/web/demo-visit.ts'
import { DemoLinks } from '../demo-links.tsx'
import { Shell } from '../shell.tsx'
import { SignOut } from './sign-out.tsx'

type Props = { home: string; links?: readonly NavLink[]; children: ReactNode }

/** The frame of the rooms where people work: who is signed in with what role, the way out, and in the demo the way to be another. */
export const StaffShell = async ({ home, links, children }: Props) => {
  const actor = await currentActor()
  const organisation = await viewOrganisation(actor, undefined)
  return (
    <Shell
      room="staff"
      home={home}
      links={isStaff(actor) ? links : undefined}
      organisation={organisation.ok ? organisation.value.name : undefined}
      account={isStaff(actor) ? { who: <Self />, signOut: <SignOut /> } : undefined}
      demo={(await isDemoVisit()) ? <DemoLinks /> : undefined}
    >
      {children}
    </Shell>
  )
}

/** Name and role of whoever is signed in; the role alone for one whose row is gone this very moment. */
const Self = async () => {
  const t = await getTranslations('staff')
  const actor = await currentActor()
  const self = await viewSelf(actor, undefined)
  const role = t(`roles.${actor.kind}`)
  return self.ok ? (
    <>
      <bdi>{self.value.name}</bdi>, {role}
    </>
  ) : (
    role
  )
}
