import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandLine } from '#lib/access/actor.ts'
import { toldIn } from '#lib/identity/links-for-tests.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { openHouse } from '#lib/requests/lives-for-tests.ts'
import type { Actor, ActorKind } from './actor.ts'
import { grants } from './grants.ts'
import { countFound, countMade, type Door, everyDoor } from './verbs-for-tests.ts'

const kinds = ['visitor', 'person', 'officer', 'auditor', 'admin', 'system'] as const satisfies readonly ActorKind[]

const actorOf = (kind: ActorKind): Actor => {
  if (kind === 'system') return commandLine
  const id = randomUUID()
  return kind === 'person' ? { kind, id, provedAt: '2026-11-23T09:00:00Z' } : { kind, id }
}

const doors = await everyDoor()

/** Doors that do something before their verb asks for the grant, and why nobody can misuse that. */
const inSteps: { [door: string]: string } = {
  rotateKeys: 'Called by the command line alone; the database refuses everybody else at the first column.',
  askPasskey: 'Open to everybody but the portal itself, which has no passkey.',
  askNewPasskey: 'Open to everybody but the portal itself, which is never invited.',
  joinStaff: 'As askNewPasskey.',
  signInStaff: 'As askPasskey.',
}
let portal: Awaited<ReturnType<typeof startTestPortal>>
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:9')
  await openHouse()
})
afterAll(() => portal.stop())

describe('who may do what', () => {
  it('stands in one table, which nobody changes without changing it here too', () => {
    const line = (name: string, marks: string[]) =>
      `${name.padEnd(22)}${marks.map(mark => mark.padEnd(9)).join('')}`.trimEnd()
    const table = Object.entries(grants).map(([permission, granted]) =>
      line(
        permission,
        kinds.map(kind => ((granted as readonly string[]).includes(kind) ? 'yes' : '·')),
      ),
    )
    expect([line('', [...kinds]), ...table].join('\n')).toMatchInlineSnapshot(`
      "                      visitor  person   officer  auditor  admin    system
      request:submit        yes      yes      ·        ·        ·        ·
      request:mend-address  yes      ·        ·        ·        ·        ·
      request:read-own      ·        yes      ·        ·        ·        ·
      request:take-in       ·        ·        yes      ·        ·        ·
      request:withdraw      ·        yes      ·        ·        ·        ·
      message:to-team       ·        yes      ·        ·        ·        ·
      question:answer       ·        yes      ·        ·        ·        ·
      message:to-person     ·        ·        yes      ·        ·        ·
      question:ask          ·        ·        yes      ·        ·        ·
      request:read          ·        ·        yes      ·        yes      ·
      request:assign        ·        ·        yes      ·        yes      ·
      request:change-regime ·        ·        yes      ·        ·        ·
      request:extend        ·        ·        yes      ·        ·        ·
      request:refuse        ·        ·        yes      ·        ·        ·
      request:ask           ·        ·        yes      ·        ·        ·
      request:set-date      ·        ·        yes      ·        ·        ·
      request:close         ·        ·        yes      ·        ·        ·
      request:reopen        ·        ·        yes      ·        ·        ·
      breach:handle         ·        ·        yes      ·        ·        ·
      breach:read           ·        ·        yes      yes      yes      ·
      request:run           ·        ·        ·        ·        ·        yes
      finding:read          ·        ·        yes      ·        ·        ·
      finding:withhold      ·        ·        yes      ·        ·        ·
      collection:retry      ·        ·        yes      ·        ·        ·
      collection:run        ·        ·        ·        ·        ·        yes
      package:prepare       ·        ·        yes      ·        ·        ·
      package:preview       ·        ·        yes      ·        ·        ·
      package:release       ·        ·        yes      ·        ·        ·
      package:run           ·        ·        ·        ·        ·        yes
      package:download      ·        yes      ·        ·        ·        ·
      people:run            ·        ·        ·        ·        ·        yes
      identity:run          ·        ·        ·        ·        ·        yes
      identity:ask          ·        ·        yes      ·        ·        ·
      identity:decide       ·        ·        yes      ·        ·        ·
      identity:answer       ·        yes      ·        ·        ·        ·
      identity:contest      yes      yes      ·        ·        ·        ·
      preference:opt-out    yes      yes      ·        ·        ·        ·
      preference:export     ·        ·        ·        ·        ·        yes
      notice:read           yes      yes      yes      yes      yes      yes
      notice:follow         ·        yes      ·        ·        ·        ·
      notice:publish        ·        ·        ·        ·        yes      yes
      notice:run            ·        ·        ·        ·        ·        yes
      link:send             yes      yes      ·        ·        ·        ·
      link:prove            yes      yes      ·        ·        ·        ·
      link:disown           yes      yes      ·        ·        ·        ·
      session:read          yes      ·        ·        ·        ·        ·
      session:end           ·        yes      yes      yes      yes      ·
      staff:sign-in         yes      yes      yes      yes      yes      ·
      staff:read-self       ·        ·        yes      yes      yes      ·
      staff:manage          ·        ·        ·        ·        yes      yes
      organisation:read     yes      yes      yes      yes      yes      yes
      organisation:set      ·        ·        ·        ·        yes      yes
      law:read              ·        ·        yes      ·        yes      ·
      law:set               ·        ·        ·        ·        yes      ·
      dispute:raise         ·        yes      ·        ·        ·        ·
      dispute:take-in       ·        ·        yes      ·        ·        ·
      dispute:work          ·        ·        yes      ·        ·        ·
      feed:own              ·        ·        yes      ·        yes      ·
      feed:read             yes      yes      yes      yes      yes      ·
      letter:edit           ·        ·        ·        ·        yes      ·
      setting:read          ·        ·        yes      ·        yes      ·
      setting:change        ·        ·        ·        ·        yes      ·
      source:read           ·        ·        yes      ·        yes      yes
      source:set            ·        ·        ·        ·        yes      yes
      source:check          ·        ·        yes      ·        yes      ·
      source:run            ·        ·        ·        ·        ·        yes
      source:try            ·        ·        yes      ·        ·        ·
      owner:answer          yes      yes      ·        ·        ·        ·
      owner:chase           ·        ·        yes      ·        ·        ·
      owner:run             ·        ·        ·        ·        ·        yes
      reminder:run          ·        ·        ·        ·        ·        yes
      mail:send             ·        ·        ·        ·        ·        yes
      mailbox:read-demo     yes      yes      yes      yes      yes      ·
      clock:advance-demo    yes      yes      yes      yes      yes      yes
      history:seal          ·        ·        ·        ·        ·        yes
      audit:read            ·        ·        ·        yes      ·        ·
      record:read           ·        ·        yes      yes      ·        ·
      history:verify        ·        ·        ·        yes      ·        yes
      house:check           ·        ·        ·        ·        ·        yes
      keys:rotate           ·        ·        ·        ·        ·        yes"
    `)
  })

  it('is asked at every door there is', () => {
    expect(countFound()).toBe(countMade())
    expect(doors.length).toBeGreaterThan(40)
    expect(doors.filter(({ call }) => typeof call !== 'function').map(({ name }) => name)).toEqual([])
  })

  it('is answered by the database for the few that take several steps', async () => {
    const { rotateKeys } = await import('#lib/jobs/rotate-keys.ts')
    for (const kind of kinds.filter(one => one !== 'system'))
      await expect(rotateKeys(actorOf(kind)), kind).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it.each(doors.filter(({ name }) => !(name in inSteps)).map((door): [string, Door] => [door.name, door]))(
    '%s refuses everybody who has no grant, tells it once, and does nothing',
    async (_name, { permission, call }) => {
      const counted = await counters()
      for (const kind of kinds) {
        if ((grants[permission] as readonly string[]).includes(kind)) continue
        const actor = actorOf(kind)
        const stream = `denied:${actor.kind}:${actor.id}`
        const before = (await toldIn(stream)).length
        const answer = await call(actor, { ref: 'D-2222-2222', address: 'a@example.org', origin: 'x', token: 'x' })
        // An export streams, and has nothing to give.
        if (answer === null || !('ok' in answer)) expect(answer, kind).toBeNull()
        else expect(answer, kind).toMatchObject({ ok: false, why: 'not-allowed' })
        expect((await toldIn(stream)).slice(before), kind).toEqual([{ type: 'denied', data: { permission } }])
      }
      expect(await counters()).toBe(counted)
    },
  )
})

const counters = async (): Promise<number> =>
  (await portal.peek.query('select count(*)::int as n from dossier.rate_counter')).rows[0].n
