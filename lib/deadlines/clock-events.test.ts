import { describe, expect, it } from 'vitest'
import type { ClockEvent } from './clock-events.ts'
import { historyOf } from './clock-events.ts'
import { noon } from './history-for-tests.ts'

describe('a history', () => {
  const entered: ClockEvent = { type: 'received', at: noon('2026-06-05') }
  const corrected: ClockEvent = { type: 'received', at: noon('2026-06-01') }
  it('begins when the letter truly arrived, though that was entered later', () => {
    expect(historyOf('Europe/Berlin', [entered, corrected])?.receivedAt).toBe(corrected.at)
  })
  it('is none where nothing was received', () => {
    expect(historyOf('Europe/Berlin', [{ type: 'identity-asked', at: noon('2026-06-05') }])).toBeUndefined()
  })
  it('knows today where the caller does', () => {
    expect(historyOf('Europe/Berlin', [entered])).toEqual({
      zone: 'Europe/Berlin',
      receivedAt: entered.at,
      events: [entered],
    })
    expect(historyOf('Europe/Berlin', [entered], noon('2026-07-01'))?.asOf).toEqual(noon('2026-07-01'))
  })
})
