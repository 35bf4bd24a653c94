import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { stateOfDuty } from './state-of-duty.ts'

const dueAt = Temporal.Instant.from('2026-03-03T00:00:00Z')
const after = dueAt.add({ hours: 1 })
const answer = { matter: 'request', governs: true, fulfilledAt: null, dueAt }
const asked = { id: 'request', status: 'review' as const, pausedSince: null }
const paused = { ...asked, pausedSince: Temporal.PlainDate.from('2026-03-01') }

test('an answer whose day has passed is late, but not while its clock stands still', () => {
  expect(stateOfDuty(answer, asked, after)).toBe('overdue')
  expect(stateOfDuty(answer, paused, after)).toBe('open')
})

test('a pause of the answer holds up no other duty', () => {
  expect(stateOfDuty({ ...answer, governs: false }, paused, after)).toBe('overdue')
})

test('what a request owed ends with it, what a complaint is owed does not', () => {
  const closed = { ...asked, status: 'closed' as const }
  expect(stateOfDuty(answer, closed, after)).toBe('ended')
  expect(stateOfDuty({ ...answer, matter: 'complaint' }, closed, after)).toBe('overdue')
})
