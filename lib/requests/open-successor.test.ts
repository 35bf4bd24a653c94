import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setDay } from '#lib/law/set-day.ts'
import { agrees, dueOf, proved } from './clock-for-tests.ts'
import { closeRequest } from './close-request.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { done } from './lives-for-tests.ts'
import { refuseRequest } from './refuse-request.ts'
import { reopenRequest } from './reopen-request.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const reason = 'The state government declared it on Monday.'

describe('the same question taken up again', () => {
  it('has its old day under the calendar it was counted with, whatever was declared a day of rest since', async () => {
    const { ref } = await proved()
    const due = await dueOf(desk, ref)
    done(await refuseRequest(desk.officer, { ref, ground: 'exempt', reason }))
    done(await closeRequest(desk.officer, { ref, outcome: 'refused-exempt' }))
    done(await setDay(desk.admin, { day: due, treatAs: 'rest', name: 'A feast', reason }))
    const same = done(await reopenRequest(desk.officer, { ref, extent: 'same', reason })).ref
    expect(await dueOf(desk, same)).toBe(due)
    const other = await proved()
    expect(Temporal.PlainDate.compare(await dueOf(desk, other.ref), due)).toBe(1)
    await agrees(same)
  })
})
