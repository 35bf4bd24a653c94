import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { dutyState } from './duty-state.ts'

const dueAt = Temporal.Instant.from('2026-03-02T23:00:00Z')
const before = dueAt.subtract({ seconds: 1 })
const done = (fulfilledAt: Temporal.Instant) => ({ fulfilledAt, dueAt })
const undone = { fulfilledAt: null, dueAt }

it('a duty is open until its day is over, and overdue from the first instant after it', () => {
  expect(dutyState(undone, true, before)).toBe('open')
  expect(dutyState(undone, true, dueAt)).toBe('overdue')
  expect(dutyState(undone, true, dueAt.add({ hours: 1 }))).toBe('overdue')
})

it('what was done is done, in time or late, whether or not anybody still waits for it', () => {
  expect(dutyState(done(before), true, dueAt)).toBe('done')
  expect(dutyState(done(dueAt.add({ hours: 5 })), true, dueAt.add({ hours: 9 }))).toBe('done')
  expect(dutyState(done(before), false, dueAt)).toBe('done')
})

it('nobody waits any more for what a withdrawn request would have wanted, before its day and after it', () => {
  expect(dutyState(undone, false, before)).toBe('ended')
  expect(dutyState(undone, false, dueAt)).toBe('ended')
})
