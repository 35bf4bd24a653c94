import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askIdentity } from '#lib/assurance/ask-identity.ts'
import { decideIdentity } from '#lib/assurance/decide-identity.ts'
import { setDay } from '#lib/law/set-day.ts'
import { askQuestion } from './ask-question.ts'
import { changeRegime } from './change-regime.ts'
import { agrees, day, dueOf, proved, setClock } from './clock-for-tests.ts'
import { closeRequest } from './close-request.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { extendDeadline } from './extend-deadline.ts'
import { done } from './lives-for-tests.ts'
import { refuseRequest } from './refuse-request.ts'
import { reopenRequest } from './reopen-request.ts'
import { viewOwnRequest } from './view-own-request.ts'
import { viewRequest } from './view-request.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const reason = 'The state government declared it on Monday.'

describe('the same question taken up again', () => {
  const reopened = async (ref: string, extent: 'same' | 'new' = 'same') => {
    done(await refuseRequest(desk.officer, { ref, ground: 'exempt', reason }))
    done(await closeRequest(desk.officer, { ref, outcome: 'refused-exempt' }))
    return done(await reopenRequest(desk.officer, { ref, extent, reason })).ref
  }

  it('keeps the time that was taken for it, once: its letter names the day that its person was told', async () => {
    const { ref, person } = await proved()
    done(await extendDeadline(desk.officer, { ref, ground: 'complexity', reason }))
    const due = await dueOf(desk, ref)
    const same = await reopened(ref)
    expect(await dueOf(desk, same)).toBe(due)
    expect(done(await viewOwnRequest(person, same)).letters.at(-1)?.letter).toMatchObject({
      data: { extent: 'same', due },
    })
    expect(await extendDeadline(desk.officer, { ref: same, ground: 'complexity', reason })).toMatchObject({
      why: 'extension-already-used',
    })
    await agrees(same)
  })

  it('has a clock that began with the proof where the law has it so, and no question that ended with the request', async () => {
    const { ref } = await proved('GB')
    done(await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason }))
    done(await askIdentity(desk.officer, { ref, by: 'officer', reason }))
    await setClock(desk, 5 * day)
    done(await decideIdentity(desk.officer, { ref, how: 'call-back', sure: 'L2', reason }))
    const due = await dueOf(desk, ref)
    done(await askQuestion(desk.officer, { ref, text: 'Do you mean the shop in Cork or the one in Leeds?' }))
    const same = await reopened(ref)
    expect(await dueOf(desk, same)).toBe(due)
    expect(done(await viewRequest(desk.officer, { ref: same })).paused).toBe(null)
    const moved = done(await viewRequest(desk.officer, { ref: same })).derivations
    expect([...moved.keys()]).toContain(1)
    await setClock(desk, 0)
    await agrees(same)
  })

  it('and more than was asked for has a new clock that nothing has moved', async () => {
    const { ref } = await proved()
    done(await extendDeadline(desk.officer, { ref, ground: 'complexity', reason }))
    const due = await dueOf(desk, ref)
    expect((await dueOf(desk, await reopened(ref, 'new'))) < due).toBe(true)
  })

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
