import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerFacts } from '#lib/assurance/answer-facts.ts'
import { nameFormerAddress } from '#lib/assurance/name-former-address.ts'
import { viewQuestions } from '#lib/assurance/view-questions.ts'
import { begin } from '#lib/db/begin.ts'
import { raiseDispute } from '#lib/disputes/raise-dispute.ts'
import { viewOwnDisputes } from '#lib/disputes/view-own-disputes.ts'
import { aVisitor, tokensTo, toldIn } from '#lib/identity/links-for-tests.ts'
import { proveAddress } from '#lib/identity/prove-address.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { openDownload } from '#lib/packages/open-download.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { answerQuestion } from '#lib/requests/answer-question.ts'
import { ask, done, longReason, officer, openHouse, pack, readyRequest } from '#lib/requests/lives-for-tests.ts'
import { mendAddress } from '#lib/requests/mend-address.ts'
import { submitRequest } from '#lib/requests/submit-request.ts'
import { viewComplaint } from '#lib/requests/view-complaint.ts'
import { viewOwnMessages } from '#lib/requests/view-own-messages.ts'
import { viewOwnRequest } from '#lib/requests/view-own-request.ts'
import { viewOwnRequests } from '#lib/requests/view-own-requests.ts'
import { withdrawRequest } from '#lib/requests/withdraw-request.ts'
import { withholdValue } from '#lib/requests/withhold-value.ts'
import { writeToTeam } from '#lib/requests/write-to-team.ts'
import type { Actor } from './actor.ts'
import { grants } from './grants.ts'
import { everyDoor } from './verbs-for-tests.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
let ann: Theirs
let ben: Theirs
type Theirs = Awaited<ReturnType<typeof everythingOf>>
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:9')
  await openHouse()
  ann = await everythingOf('ann@example.org')
  ben = await everythingOf('ben@example.org')
})
afterAll(() => portal.stop())

/** A person with a released copy, a withheld value, letters, a session, and a second request that nobody proved. */
async function everythingOf(address: string) {
  const { ref, id, visitor } = await readyRequest(address)
  const held = { dataset: 'site', collection: 'contacts', key: '["7"]', field: 'note', reason: longReason }
  done(await withholdValue(officer, { ref, ...held, ground: 'rights-of-others' }))
  done(await releasePackage(officer, { ref, package: await pack({ ref }) }))
  const unproved = await ask(address)
  const { rows } = await portal.peek.query('select person_id from dossier.request where id = $1', [id])
  const person: Actor = { kind: 'person', id: rows[0].person_id, provedAt: '2030-01-01T00:00:00Z' }
  return { ref, id, person, visitor, unproved, address, token: (await tokensTo(address)).at(-1)! }
}

const tables = async (): Promise<string[]> =>
  (await portal.peek.query(`select tablename from pg_tables where schemaname = 'dossier' order by 1`)).rows.map(
    ({ tablename }) => tablename,
  )

/** Everything this actor's role can select from a table, with no WHERE at all; a refusal is its SQLSTATE. */
const everythingSeen = (actor: Actor, table: string): Promise<string | { [column: string]: unknown }[]> =>
  begin(actor, async ({ tx }) => [
    ...(await tx.execute<{ row: { [column: string]: unknown } }>(
      sql.raw(`select to_jsonb(t) as row from dossier.${table} t`),
    )),
  ]).then(
    rows => rows.map(({ row }) => row),
    fault => String(fault.cause?.code ?? fault.message),
  )

describe('a person', () => {
  it("hears of another person's request what they would hear of none", async () => {
    const calls = (ref: string): { [name: string]: () => Promise<unknown> } => ({
      viewOwnRequest: () => viewOwnRequest(ann.person, ref),
      viewComplaint: () => viewComplaint(ann.person, ref),
      withdrawRequest: () => withdrawRequest(ann.person, { ref }),
      viewOwnMessages: () => viewOwnMessages(ann.person, { ref }),
      writeToTeam: () => writeToTeam(ann.person, { ref, text: 'Is anybody there?' }),
      answerQuestion: () => answerQuestion(ann.person, { ref, ending: 'declined' }),
      raiseDispute: () => raiseDispute(ann.person, { ref, kind: 'complaint', text: 'They left out everything.' }),
      viewOwnDisputes: () => viewOwnDisputes(ann.person, ref),
      openDownload: () => openDownload(ann.person, { ref, file: 'dossier.json' }),
      nameFormerAddress: () =>
        nameFormerAddress(ann.person, { ref, address: 'before@example.org', origin: randomUUID() }),
      viewQuestions: () => viewQuestions(ann.person, ref),
      answerFacts: () => answerFacts(ann.person, { ref, answers: ['a guess', 'another'] }),
    })
    for (const [name, call] of Object.entries(calls(ben.ref))) {
      expect(await call(), name).toEqual({ ok: false, why: 'not-found' })
      expect(await calls('D-2222-2222')[name]!(), name).toEqual({ ok: false, why: 'not-found' })
    }
    const own = await viewOwnRequests(ann.person, undefined)
    expect(own.ok && own.value.requests.map(({ ref }) => ref)).toEqual([ann.ref])
    expect((await toldIn(`request:${ben.id}`)).map(({ type }) => type)).not.toContain('package-opened')
  })

  it('has no other door that takes a reference or an id: whoever adds one adds it above', async () => {
    const doors = (await everyDoor()).filter(({ permission }) =>
      (grants[permission] as readonly string[]).includes('person'),
    )
    expect(doors.map(({ name }) => name)).toMatchInlineSnapshot(`
      [
        "addFile",
        "advanceClock",
        "answerAsOwner",
        "answerFacts",
        "answerQuestion",
        "contestRequest",
        "demoSignIn",
        "disownLink",
        "endSession",
        "followNotice",
        "joinStaff",
        "lookAsOwner",
        "nameFormerAddress",
        "openDownload",
        "optOut",
        "proveAddress",
        "raiseDispute",
        "removeFile",
        "renewLink",
        "sendMagicLink",
        "signInStaff",
        "submitRequest",
        "unfollowNotice",
        "viewAlert",
        "viewClock",
        "viewComplaint",
        "viewFeed",
        "viewInvitation",
        "viewLink",
        "viewMail",
        "viewMailbox",
        "viewNotices",
        "viewOrganisation",
        "viewOwnAddress",
        "viewOwnDisputes",
        "viewOwnMessages",
        "viewOwnRequest",
        "viewOwnRequests",
        "viewOwnerLink",
        "viewOwnerQuestion",
        "viewQuestions",
        "viewUpload",
        "withdrawRequest",
        "writeToTeam",
      ]
    `)
  })

  it('may ask again while signed in, and the new request waits for its proof like any other', async () => {
    const asked = { country: 'IE', relation: 'customer', message: '', locale: 'en' } as const
    const again = await submitRequest(ann.person, { ...asked, address: 'ann@example.org', origin: randomUUID() })
    expect(again).toMatchObject({ ok: true })
    const ref = again.ok ? again.value.ref : ''
    expect(await viewOwnRequest(ann.person, ref)).toEqual({ ok: false, why: 'not-found' })
    expect(await withdrawRequest(ann.person, { ref })).toEqual({ ok: false, why: 'not-found' })
    expect((await proveAddress(aVisitor(), { token: (await tokensTo(ann.address)).at(-1)!, origin: 'x' })).ok).toBe(
      true,
    )
    expect((await viewOwnRequest(ann.person, ref)).ok).toBe(true)
  })

  it("sees nothing of another person's in any table, with no WHERE at all", async () => {
    const theirs = [ben.id, ben.unproved.id, ben.ref, ben.unproved.ref, ben.person.id]
    const seen: { [table: string]: number | string } = {}
    for (const table of await tables()) {
      const rows = await everythingSeen(ann.person, table)
      seen[table] = typeof rows === 'string' ? rows : rows.length
      for (const id of theirs) expect(JSON.stringify(rows), `${table} shows ${id}`).not.toContain(id)
    }
    expect(seen).toMatchObject({
      request: expect.any(Number),
      person: 1,
      reason: '42501',
      mail: '42501',
      session: '42501',
    })
    expect(JSON.stringify(await everythingSeen(ann.person, 'request'))).toContain(ann.id)
  })

  it("changes nothing of another person's, with no WHERE at all", async () => {
    const before = await portal.peek.query('select * from dossier.request where id = $1', [ben.id])
    await begin(ann.person, ({ tx }) => tx.execute(sql`update dossier.request set status = status, changed_at = now()`))
    const after = await portal.peek.query('select * from dossier.request where id = $1', [ben.id])
    expect(after.rows).toEqual(before.rows)
  })
})

describe('a visitor', () => {
  it('sees in any table only what this browser has asked and nobody has proved', async () => {
    for (const table of await tables()) {
      const rows = await everythingSeen(ann.unproved.visitor, table)
      const text = JSON.stringify(rows)
      for (const id of [ben.id, ben.unproved.id, ben.person.id, ann.id, ann.person.id])
        expect(text, `${table} shows ${id}`).not.toContain(id)
    }
    const own = await everythingSeen(ann.unproved.visitor, 'request')
    expect(own).toMatchObject([{ id: ann.unproved.id }])
    expect(await everythingSeen(aVisitor(), 'request')).toEqual([])
  })

  it("mends no other browser's request, and none that is proved", async () => {
    const mend = (actor: Actor, ref: string) =>
      mendAddress(actor, { ref, address: 'eve@example.org', origin: randomUUID() })
    expect(await mend(aVisitor(), ann.unproved.ref)).toEqual({ ok: false, why: 'not-found' })
    expect(await mend(ann.visitor, ann.ref)).toEqual({ ok: false, why: 'not-found' })
  })
})
