'use server'

import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { advanceClock } from '#lib/demo/advance-clock.ts'
import { type PersonName, people } from '#lib/demo/people.ts'
import { demoSignIn } from '#lib/identity/demo-sign-in.ts'
import { sendMagicLink } from '#lib/identity/send-magic-link.ts'
import { act, requestOrigin } from '#lib/web/act.ts'
import { clearDraft, keepAnswer } from '#lib/web/ask-draft.ts'
import { changeSession, leaveSession } from '#lib/web/change-session.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { demoOnly } from '#lib/web/demo-visit.ts'

const homes = { officer: '/admin', auditor: '/audit', admin: '/admin' } as const

/** One click and one is a member of staff. The verb refuses it in any other start; this refuses it through any proxy. */
export async function beStaff(form: FormData): Promise<void> {
  await demoOnly()
  await act(form, demoSignIn, { role: form.get('role') }, async ({ session, role }) => {
    await changeSession(session)
    redirect(homes[role])
  })
}

/** Becomes nobody, and goes on with one person's address: to ask, or to have a link sent for what was asked before. */
export async function bePerson(form: FormData): Promise<void> {
  await demoOnly()
  const named = Object.keys(people).find(name => name === form.get('person'))
  const address = people[(named ?? 'layla') as PersonName].email
  await leaveSession()
  if (form.get('way') === 'sign-in') {
    const raw = { address, returnTo: '/requests', locale: await getLocale(), origin: await requestOrigin() }
    await act(form, sendMagicLink, raw, () => redirect('/demo/mailbox'), await askingActor())
    return
  }
  await clearDraft()
  await act(form, keepAnswer('address'), { address }, () => redirect('/ask/address'))
}

/** Lets days pass. */
export async function letDaysPass(form: FormData): Promise<void> {
  await demoOnly()
  await act(form, advanceClock, { duration: form.get('duration') }, () => redirect('/demo/clock?moved'))
}
