import { headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { NavLink } from '#components/navigation.tsx'
import { isStaff } from '#lib/access/actor.ts'
import { isDemoRequest } from '#lib/config/demo.ts'
import { viewOrganisation } from '#lib/organisation/view-organisation.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { DemoLinks } from '../demo-links.tsx'
import { Shell } from '../shell.tsx'
import { SignOut } from '../sign-out.tsx'

type Props = { home: string; links?: readonly NavLink[]; children: ReactNode }

/** The frame of the rooms where people work: who is signed in with what role, the way out, and in the demo the way to be another. */
export const StaffShell = async ({ home, links, children }: Props) => {
  const t = await getTranslations('staff')
  const actor = await currentActor()
  const organisation = await viewOrganisation(actor, undefined)
  const sent = await headers()
  return (
    <Shell
      room="staff"
      home={home}
      links={isStaff(actor) ? links : undefined}
      organisation={organisation.ok ? organisation.value.name : undefined}
      account={isStaff(actor) ? { who: t(`roles.${actor.kind}`), signOut: <SignOut /> } : undefined}
      demo={isDemoRequest(sent.get('host'), sent) ? <DemoLinks /> : undefined}
    >
      {children}
    </Shell>
  )
}
