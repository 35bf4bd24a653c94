import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { newId } from '#lib/kernel/ids.ts'
import { openContent } from '#lib/mail/content.ts'
import { mails } from '#lib/mail/table.ts'
import { answerQuestion } from '#lib/requests/answer-question.ts'
import { askQuestion } from '#lib/requests/ask-question.ts'
import { assignRequest } from '#lib/requests/assign-request.ts'
import { changeRegime } from '#lib/requests/change-regime.ts'
import { type Desk, employ, openDesk } from '#lib/requests/desk-for-tests.ts'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { askForCopy, prove, requestInReview } from '#lib/requests/request-for-tests.ts'
import { makeFeed } from './make-feed.ts'
import { remind } from './remind.ts'
import { revokeFeed } from './revoke-feed.ts'
import { viewFeed } from './view-feed.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

/** Noon in Dublin, so many days before (or after) the safe date of a request. */
const goTo = async (ref: string, daysBefore: number) => {
  const { rows } = await desk.peek.query(
    `select extract(epoch from (safe_on - $2::int + time '12:00') at time zone 'Europe/Dublin' - now())::int as ahead from dossier.request where ref = $1`,
    [ref, daysBefore],
  )
  await desk.peek.query(
    `select set_config('dossier.tx', 'test', false);
     insert into dossier.demo_clock values (1, ${rows[0].ahead}) on conflict (id) do update set ahead_seconds = ${rows[0].ahead}`,
  )
}
const sent = (letter: string) =>
  begin(worker, async ({ tx }) =>
    (await tx.select().from(mails).where(eq(mails.letter, letter)).orderBy(desc(mails.queuedAt))).map(mail =>
      openContent(mail.id, mail.content),
    ),
  )
const remindersOf = async (ref: string) =>
  (
    await desk.peek.query(
      `select kind from dossier.reminder m join dossier.request r on r.id = m.matter where r.ref = $1 order by sent_at, kind`,
      [ref],
    )
  ).rows.map(row => row.kind)

describe('as a date comes near', () => {
  it('the team is reminded 14, 7, 3 and 1 days before, once each, by a mail that names no person', async () => {
    const second = await employ('officer', 'The second')
    const { ref, address } = await requestInReview()
    await goTo(ref, 15)
    await remind()
    expect(await remindersOf(ref)).toEqual([])
    for (const days of [14, 14, 13, 7, 3, 1]) {
      await goTo(ref, days)
      await Promise.all([remind(), remind()])
    }
    expect((await remindersOf(ref)).filter(kind => kind !== 'escalation')).toEqual(['14', '7', '3', '1'])
    const mailed = (await sent('duty-reminder')).filter(mail => mail.text.includes(ref))
    expect(mailed).toHaveLength(8)
    expect(new Set(mailed.map(mail => mail.to)).size).toBe(2)
    expect(mailed[0]!.text).toContain(`https://portal.test/admin/requests/${ref}`)
    for (const mail of mailed) expect(JSON.stringify(mail)).not.toContain(address)
    expect(second.kind).toBe('officer')
    await refuseRequest(desk.officer, { ref, ground: 'excessive', reason: 'Three the same within one week.' })
  })

  it('the admins are told one day before when nobody had moved, and not when somebody had', async () => {
    const [idle, busy] = [await requestInReview(), await requestInReview()]
    await goTo(idle.ref, 2)
    await assignRequest(desk.officer, { ref: busy.ref, to: desk.officer.id })
    await goTo(idle.ref, 1)
    await remind()
    await remind()
    expect(await remindersOf(idle.ref)).toContain('escalation')
    expect(await remindersOf(busy.ref)).not.toContain('escalation')
    const told = (await sent('duty-escalation')).filter(mail => mail.text.includes(idle.ref))
    expect(told).toHaveLength(1)
    const { rows } = await desk.peek.query(
      `select data from dossier.history_event e join dossier.request r on e.stream = 'request:' || r.id::text
       where r.ref = $1 and e.type = 'duty-reminded' order by version`,
      [idle.ref],
    )
    expect(rows.map(row => row.data.escalated)).toEqual([false, true])
  })

  it('what is done or was never proved reminds nobody; a worker that slept says the most urgent alone', async () => {
    const done = await requestInReview()
    await refuseRequest(desk.officer, { ref: done.ref, ground: 'excessive', reason: 'Three the same within one week.' })
    const unproved = await askForCopy()
    const slept = await requestInReview()
    await goTo(slept.ref, 2)
    await remind()
    expect(await remindersOf(done.ref)).toEqual([])
    expect(await remindersOf(unproved.ref)).toEqual([])
    expect(await remindersOf(slept.ref)).toEqual(['3'])
  })

  it('a clock that stands still reminds nobody, is not overdue, and stands in no calendar until it goes on', async () => {
    const { ref, person } = await requestInReview()
    const rules = ['uk_gdpr.access']
    const must = <Value>(result: { ok: true; value: Value } | { ok: false; why: string }): Value => {
      if (!result.ok) throw new Error(result.why)
      return result.value
    }
    must(await changeRegime(desk.officer, { ref, rules, reason: 'Lives and shops in the United Kingdom.' }))
    await goTo(ref, 15)
    must(await askQuestion(desk.officer, { ref, text: 'Do you mean the shop in Cork or the one in Leeds?' }))
    const made = must(await makeFeed(desk.officer, {}))
    const token = /calendar\/([\w-]{43})\.ics$/.exec(made.path)![1]!
    const inFeed = async () =>
      must(await viewFeed({ kind: 'visitor', id: newId() }, token)).duties.filter(duty => duty.ref === ref)
    for (const days of [14, 1, -3]) {
      await goTo(ref, days)
      await remind()
    }
    expect(await remindersOf(ref)).toEqual([])
    expect((await sent('duty-escalation')).filter(mail => mail.text.includes(ref))).toEqual([])
    expect(await inFeed()).toEqual([])
    must(await answerQuestion(person, { ref, ending: 'declined' }))
    expect(await inFeed()).toHaveLength(1)
    await goTo(ref, 14)
    await remind()
    expect(await remindersOf(ref)).toEqual(['14'])
    must(await refuseRequest(desk.officer, { ref, ground: 'excessive', reason: 'Three the same within one week.' }))
  })

  it('each morning the team hears once how it stands', async () => {
    const before = (await sent('daily-digest')).length
    const { ref } = await requestInReview()
    await goTo(ref, -3)
    await remind()
    await remind()
    const [digest, ...others] = await sent('daily-digest')
    expect(others.length + 1 - before).toBe(2)
    expect(digest!.text).toMatch(/overdue/)
  })
})

describe('an officer’s calendar address', () => {
  const tokenOf = (path: string) => /calendar\/([\w-]{43})\.ics$/.exec(path)![1]!

  it('shows duties and laws and no person; it is stored as a hash, and works until it is revoked or renewed', async () => {
    const asked = await askForCopy(undefined, 'US-CA')
    await prove(asked)
    const made = await makeFeed(desk.officer, {})
    if (!made.ok) throw new Error(made.why)
    const nobody = { kind: 'visitor' as const, id: newId() }
    const read = await viewFeed(nobody, tokenOf(made.value.path))
    if (!read.ok) throw new Error(read.why)
    expect(read.value.duties.filter(duty => duty.ref === asked.ref).map(duty => duty.duty)).toContain('answer')
    expect(JSON.stringify(read.value)).not.toContain(asked.address)
    const { rows } = await desk.peek.query('select encode(token_hash, $1) as hash from dossier.calendar_feed', [
      'base64',
    ])
    expect(JSON.stringify(rows)).not.toContain(tokenOf(made.value.path))
    const renewed = await makeFeed(desk.officer, {})
    expect(await viewFeed(nobody, tokenOf(made.value.path))).toMatchObject({ why: 'not-found' })
    expect(await revokeFeed(desk.officer, {})).toMatchObject({ ok: true })
    expect(await revokeFeed(desk.officer, {})).toMatchObject({ why: 'already-done' })
    expect(renewed.ok && (await viewFeed(nobody, tokenOf(renewed.value.path)))).toMatchObject({ why: 'not-found' })
  })

  it('is made by nobody but officers and admins, and nobody reads another’s row', async () => {
    expect(await makeFeed(desk.auditor, {})).toMatchObject({ why: 'not-allowed' })
    await makeFeed(desk.officer, {})
    const { findOwnFeed } = await import('./store.ts')
    expect(await begin(desk.admin, ({ tx }) => findOwnFeed(tx, desk.officer.id))).toBeUndefined()
  })

  it('answers nobody once its officer is gone', async () => {
    const leaver = await employ('officer', 'The leaver')
    const made = await makeFeed(leaver, {})
    await desk.peek.query(
      `select set_config('dossier.tx', 'test', false); update dossier.staff set state = 'removed' where id = '${leaver.id}'`,
    )
    const token = made.ok ? tokenOf(made.value.path) : ''
    expect(await viewFeed({ kind: 'visitor', id: newId() }, token)).toMatchObject({ why: 'not-found' })
  })
})
