import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { agrees, dueOf, proved, stepsOf, typesOf } from './clock-for-tests.ts'
import { confirmDate } from './confirm-date.ts'
import { type Desk, employ, openDesk } from './desk-for-tests.ts'
import { dropDate } from './drop-date.ts'
import { extendDeadline } from './extend-deadline.ts'
import { proposeDate } from './propose-date.ts'
import { requestId } from './request-for-tests.ts'
import { viewOwnRequest } from './view-own-request.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const reason = 'Two people of this name write from this mailbox.'

describe('a date set by hand', () => {
  it('needs a second person, for the verb and for the database; both dates stay', async () => {
    const { ref, person } = await proved()
    const law = await dueOf(desk, ref)
    const on = law.replace(/\d\d$/, '01')
    const first = await proposeDate(desk.officer, { ref, on, reason })
    expect(first).toMatchObject({ ok: true })
    expect(await dueOf(desk, ref)).toBe(law)
    expect(await proposeDate(desk.officer, { ref, on, reason })).toMatchObject({ why: 'date-proposed-already' })
    const { id } = (await desk.peek.query("select id from dossier.date_override where state = 'proposed'")).rows[0]
    expect(await confirmDate(desk.officer, { ref, override: id })).toMatchObject({ why: 'second-person-needed' })
    const { confirmOverride } = await import('./override-store.ts')
    await expect(begin(desk.officer, ({ tx }) => confirmOverride(tx, id, desk.officer.id))).rejects.toMatchObject({
      cause: { constraint_name: 'date_override_four_eyes' },
    })
    const second = await employ('officer', 'The second officer')
    await expect(begin(desk.officer, ({ tx }) => confirmOverride(tx, id, second.id))).rejects.toMatchObject({
      cause: { code: '42501' },
    })
    expect(await confirmDate(second, { ref, override: id })).toMatchObject({ ok: true })
    expect(await dueOf(desk, ref)).toBe(on)
    expect((await stepsOf(desk, ref)).at(-1)).toBe('date-set')
    const streamOf = await requestId(ref)
    const told = (await begin(worker, ({ tx }) => readStream(tx, `request:${streamOf}`))).map(({ event }) => event)
    expect(told.find(event => event.type === 'date-set')).toMatchObject({ was: law, on, proposedBy: desk.officer.id })
    const seen = await viewOwnRequest(person, ref)
    expect(seen.ok && seen.value.letters.at(-1)?.letter).toMatchObject({
      kind: 'date-set',
      data: { was: law, due: on },
    })
    await agrees(ref)
  })

  it('is extended like any other: the letter names a later day, and not the same one twice', async () => {
    const { ref, person } = await proved()
    const law = await dueOf(desk, ref)
    const on = law.replace(/\d\d$/, '02')
    expect(await proposeDate(desk.officer, { ref, on, reason })).toMatchObject({ ok: true })
    const { id } = (await desk.peek.query("select id from dossier.date_override where state = 'proposed'")).rows[0]
    const second = await employ('officer', 'One more officer')
    expect(await confirmDate(second, { ref, override: id })).toMatchObject({ ok: true })
    expect(await extendDeadline(desk.officer, { ref, ground: 'complexity', reason })).toMatchObject({ ok: true })
    expect((await dueOf(desk, ref)) > law).toBe(true)
    const seen = await viewOwnRequest(person, ref)
    expect(seen.ok && seen.value.letters.at(-1)?.letter).toMatchObject({
      kind: 'deadline-extended',
      data: { was: on, due: await dueOf(desk, ref) },
    })
    await agrees(ref)
  })

  it('can be dropped, and is refused for a day that does not exist or changes nothing', async () => {
    const { ref } = await proved()
    expect(await proposeDate(desk.officer, { ref, on: '2027-02-30', reason })).toMatchObject({ why: 'invalid' })
    expect(await proposeDate(desk.officer, { ref, on: '2020-01-01', reason })).toMatchObject({ why: 'invalid' })
    expect(await proposeDate(desk.officer, { ref, on: await dueOf(desk, ref), reason })).toMatchObject({
      why: 'date-unchanged',
    })
    expect(await proposeDate(desk.auditor, { ref, on: '2027-06-01', reason })).toMatchObject({ why: 'not-allowed' })
    await proposeDate(desk.officer, { ref, on: '2027-06-01', reason })
    const { id } = (await desk.peek.query("select id from dossier.date_override where state = 'proposed'")).rows[0]
    expect(await dropDate(desk.officer, { ref, override: id })).toMatchObject({ ok: true })
    expect((await typesOf(ref)).slice(-2)).toEqual(['date-proposed', 'date-proposal-dropped'])
  })
})
