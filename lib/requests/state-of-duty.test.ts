import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { stateOfDuty } from './state-of-duty.ts'

const dueAt = Temporal.Instant.from('2026-03-03T00:00:00Z')
const after = dueAt.add({ hours: 1 })
const answer = { matter: 'request', fulfilledAt: null, dueAt, steps: [{ code: 'period' }] }
const asked = { id: 'request', status: 'review' as const }
const paused = { ...answer, steps: [{ code: 'period' }, { code: 'pause-open' }] }

test('an answer whose day has passed is late, but not while its clock stands still', () => {
  expect(stateOfDuty(answer, asked, after)).toBe('overdue')
  expect(stateOfDuty(paused, asked, after)).toBe('open')
})

test('what a request owed ends with it, what a complaint is owed does not', () => {
  const closed = { ...asked, status: 'closed' as const }
  expect(stateOfDuty(answer, closed, after)).toBe('ended')
  expect(stateOfDuty({ ...answer, matter: 'complaint' }, closed, after)).toBe('overdue')
})
