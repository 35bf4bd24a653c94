import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeRegime } from './change-regime.ts'
import { agrees, day, proved, setClock } from './clock-for-tests.ts'
import { closeRequest } from './close-request.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { done } from './lives-for-tests.ts'
import { refuseRequest } from './refuse-request.ts'
import { reopenRequest } from './reopen-request.ts'
import { viewWorkList } from './view-work-list.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const reason = 'Lives in California and wrote to us from there.'
const lateDuties = async () => done(await viewWorkList(desk.officer, { filter: 'duties' })).counts.lateDuties
const acknowledged = async (ref: string) =>
  (
    await desk.peek.query(
      `select d.fulfilled_at, d.due_at from dossier.deadline d join dossier.request r on r.id = d.matter
       where r.ref = $1 and d.duty = 'acknowledgement'`,
      [ref],
    )
  ).rows[0]

describe('the acknowledgement that California wants (11 CCR 7021(a))', () => {
  it('was given with the proof, also where an officer finds only later that its law applies', async () => {
    const { ref } = await proved('IE')
    await setClock(desk, 20 * day)
    done(await changeRegime(desk.officer, { ref, rules: ['ccpa.know'], reason }))
    const duty = await acknowledged(ref)
    expect(duty.fulfilled_at).not.toBeNull()
    expect(duty.fulfilled_at.getTime()).toBeLessThan(duty.due_at.getTime())
    expect(await lateDuties()).toBe(0)
    await agrees(ref)
    await setClock(desk, 0)
  })

  it('is the letter that says that a closed request goes on', async () => {
    const { ref } = await proved('US-CA')
    done(await refuseRequest(desk.officer, { ref, ground: 'exempt', reason }))
    done(await closeRequest(desk.officer, { ref, outcome: 'refused-exempt' }))
    await setClock(desk, 20 * day)
    const next = done(await reopenRequest(desk.officer, { ref, extent: 'same', reason })).ref
    expect((await acknowledged(next)).fulfilled_at).not.toBeNull()
    expect(await lateDuties()).toBe(0)
    await agrees(next)
    await setClock(desk, 0)
  })
})
