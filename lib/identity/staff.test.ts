import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, commandLine, type StaffRole, worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { done, openHouse } from '#lib/requests/lives-for-tests.ts'
import { sealText } from '#lib/vault/house-keys.ts'
import { readAddress } from './address.ts'
import { changeRole } from './change-role.ts'
import { inviteStaff } from './invite-staff.ts'
import { hashAddress } from './issue-link.ts'
import { removeStaff } from './remove-staff.ts'
import { startSession } from './start-session.ts'
import { passkeys, staff } from './table.ts'
import { viewInvitation } from './view-invitation.ts'
import { viewSession } from './view-session.ts'
import { viewStaff } from './view-staff.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
const nobody = (): Actor => ({ kind: 'visitor', id: randomUUID() })
const admin = (id: string): Actor => ({ kind: 'admin', id })

async function hire(role: StaffRole): Promise<string> {
  const id = randomUUID()
  const read = readAddress(`${id}@example.org`)
  if (!read.ok) throw new Error(read.why)
  const sealed = {
    address: sealText(`staff.address:${id}`, read.address),
    name: sealText(`staff.name:${id}`, 'Robin Example'),
  }
  await begin(worker, ({ tx, now }) =>
    tx.insert(staff).values({
      id,
      addressHash: hashAddress(read.address),
      ...sealed,
      role,
      state: 'active',
      locale: 'en',
      invitedAt: now,
    }),
  )
  return id
}

const signIn = (id: string) => begin(worker, scope => startSession(scope, 'staff', id))
const roleNow = async (token: string) => {
  const found = await viewSession(nobody(), token)
  return found.ok ? found.value.actor.kind : found.why
}
const invitation = (address = `${randomUUID()}@example.org`) => ({
  address,
  name: 'Kim Example',
  role: 'officer' as const,
  locale: 'en',
})
const tokenOf = (path: string) => path.split('/').at(-1)!

beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:1')
  await openHouse()
})

beforeEach(() => begin(worker, ({ tx }) => tx.update(staff).set({ state: 'removed' }).where(eq(staff.state, 'active'))))

afterAll(async () => portal?.stop())

describe('the last admin', () => {
  test('cannot be removed or demoted', async () => {
    const only = await hire('admin')
    expect(await removeStaff(admin(only), { id: only })).toMatchObject({ why: 'last-admin' })
    expect(await changeRole(admin(only), { id: only, role: 'officer' })).toMatchObject({ why: 'last-admin' })
  })

  test('stays, when ten admins throw each other out at once', async () => {
    for (let round = 0; round < 5; round++) {
      const ten = await Promise.all(Array.from({ length: 10 }, () => hire('admin')))
      const tried = await Promise.all(
        ten.map((id, at) => {
          const other = ten[(at + 1) % 10]!
          return at % 2 ? removeStaff(admin(id), { id: other }) : changeRole(admin(id), { id: other, role: 'auditor' })
        }),
      )
      expect(tried.filter(result => !result.ok).map(result => !result.ok && result.why)).toEqual(['last-admin'])
      const left = done(await viewStaff(commandLine, undefined)).filter(
        one => one.role === 'admin' && one.state === 'active',
      )
      expect(left).toHaveLength(1)
      done(
        await begin(worker, ({ tx }) =>
          tx.update(staff).set({ state: 'removed' }).where(eq(staff.state, 'active')),
        ).then(() => ({ ok: true as const, value: 0 })),
      )
    }
  })
})

describe('whoever loses a role', () => {
  test('is out at the next request, everywhere', async () => {
    const [boss, officer] = [await hire('admin'), await hire('officer')]
    const sessions = [await signIn(officer), await signIn(officer)]
    expect(await roleNow(sessions[0]!.token)).toBe('officer')
    done(await changeRole(admin(boss), { id: officer, role: 'auditor' }))
    for (const { token } of sessions) expect(await roleNow(token)).toBe('not-found')
    expect(await roleNow((await signIn(officer)).token)).toBe('auditor')
  })

  test('is out even if a session was left behind: the role of a session is the one its holder has now', async () => {
    const officer = await hire('officer')
    const { token } = await signIn(officer)
    await begin(worker, ({ tx }) => tx.update(staff).set({ role: 'auditor' }).where(eq(staff.id, officer)))
    expect(await roleNow(token)).toBe('auditor')
    await begin(worker, ({ tx }) => tx.update(staff).set({ state: 'removed' }).where(eq(staff.id, officer)))
    expect(await roleNow(token)).toBe('not-found')
  })

  test('has no passkey left after a removal, and no session', async () => {
    const [boss, officer] = [await hire('admin'), await hire('officer')]
    const { token } = await signIn(officer)
    await begin(worker, ({ tx, now }) =>
      tx.insert(passkeys).values({
        credentialId: randomUUID(),
        staffId: officer,
        publicKey: new Uint8Array(9),
        counter: 0,
        transports: [],
        addedAt: now,
      }),
    )
    done(await removeStaff(admin(boss), { id: officer }))
    expect(await roleNow(token)).toBe('not-found')
    expect(await begin(worker, ({ tx }) => tx.select().from(passkeys).where(eq(passkeys.staffId, officer)))).toEqual([])
    expect(await removeStaff(admin(boss), { id: officer })).toMatchObject({ why: 'already-done' })
  })
})

describe('an invitation', () => {
  test('shows its role to whoever holds it, as often as a mail scanner opens it', async () => {
    const { path } = done(await inviteStaff(commandLine, invitation()))
    for (let n = 0; n < 3; n++)
      expect(done(await viewInvitation(nobody(), tokenOf(path)))).toMatchObject({ role: 'officer' })
    expect(await viewInvitation(nobody(), 'guessed')).toMatchObject({ why: 'not-found' })
  })

  test('dies when a newer one is sent, when it is taken back, and after seven days', async () => {
    const asked = invitation()
    const old = done(await inviteStaff(commandLine, asked))
    const fresh = done(await inviteStaff(commandLine, { ...asked, role: 'admin' }))
    expect(fresh.id).toBe(old.id)
    expect(await viewInvitation(nobody(), tokenOf(old.path))).toMatchObject({ ok: false })
    expect(await viewInvitation(nobody(), tokenOf(fresh.path))).toMatchObject({ value: { role: 'admin' } })
    await portal.peek.query(`set session_replication_role = replica`)
    await portal.peek.query(`update dossier.challenge set expires_at = expires_at - interval '7 days'`)
    expect(await viewInvitation(nobody(), tokenOf(fresh.path))).toMatchObject({ ok: false })
    const again = done(await inviteStaff(commandLine, asked))
    done(await removeStaff(commandLine, { id: again.id }))
    expect(await viewInvitation(nobody(), tokenOf(again.path))).toMatchObject({ ok: false })
  })

  test('is refused for who works here, and by anybody but an admin', async () => {
    const member = await hire('officer')
    expect(await inviteStaff(commandLine, invitation(`${member}@example.org`))).toMatchObject({ why: 'already-done' })
    for (const kind of ['officer', 'auditor', 'visitor'] as const)
      expect(await inviteStaff({ kind, id: randomUUID() }, invitation())).toMatchObject({ why: 'not-allowed' })
  })

  test('sent twice at once to one address makes one member', async () => {
    const boss = await hire('admin')
    const asked = invitation()
    const sent = await Promise.all(Array.from({ length: 8 }, () => inviteStaff(admin(boss), asked)))
    expect(new Set(sent.map(result => done(result).id)).size).toBe(1)
    const alive = await Promise.all(sent.map(result => viewInvitation(nobody(), tokenOf(done(result).path))))
    expect(alive.filter(found => found.ok)).toHaveLength(1)
  })
})
