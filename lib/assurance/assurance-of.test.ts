import { describe, expect, it } from 'vitest'
import type { HistoryEvent } from '#lib/history/events.ts'
import type { IdentityMeans } from '#lib/requests/status.ts'
import { assuranceOf, isSureEnough, mayAnswer } from './assurance-of.ts'
import { highest, type Level, reaches } from './levels.ts'

const dates = { dueOn: '2026-12-23', dueAt: '2026-12-24T00:00:00Z', safeOn: '2026-12-23' }
const proved: HistoryEvent = { type: 'address-proved', level: 'L1', person: 'p', ...dates }
const asked: HistoryEvent = { type: 'proof-asked', reason: 'r', check: 'c', level: 'L2', facts: 2, ...dates }
const given = (how: IdentityMeans, level: Level): HistoryEvent => ({ type: 'proof-given', how, level, ...dates })
const fold = (...events: HistoryEvent[]) => assuranceOf(events.map(event => ({ event })))

describe('how sure we are', () => {
  it('is nothing before the mailbox is proved, and the mailbox after it', () => {
    expect(fold()).toMatchObject({ reached: 'L0', asked: 'L1', check: null, contested: false, waitUntil: null })
    expect(fold(proved)).toMatchObject({ reached: 'L1' })
  })

  it('is the same for whoever proved a postal address, or proved it in the request before', () => {
    expect(fold({ type: 'post-proved', person: 'p', seen: 'c', ...dates }).reached).toBe('L1')
    expect(fold({ type: 'proof-carried-over', person: 'p', predecessor: 'D', ...dates }).reached).toBe('L1')
  })

  it('reads what was asked and shown before levels were told as two facts', () => {
    const before = fold(proved, { type: 'proof-asked', reason: 'r', ...dates })
    expect(before).toMatchObject({ wanted: 'L2', asked: 'L2', check: null })
    const shown: HistoryEvent = { type: 'proof-given', how: 'in-person', ...dates }
    expect(
      assuranceOf([proved, { type: 'proof-asked' as const, reason: 'r', ...dates }, shown].map(event => ({ event }))),
    ).toMatchObject({ wanted: null, reached: 'L2' })
  })

  it('is less than enough from the moment an officer asks, until the person answers or an officer decides', () => {
    expect(isSureEnough(fold(proved), 'L1')).toBe(true)
    expect(isSureEnough(fold(proved, asked), 'L1')).toBe(false)
    expect(mayAnswer(fold(proved, asked))).toBe(true)
    const passed = fold(proved, asked, given('facts', 'L2'))
    expect(isSureEnough(passed, 'L2')).toBe(true)
    expect(passed).toMatchObject({ wanted: null, check: { state: 'passed' } })
    const less = fold(proved, asked, given('judgement', 'L1'))
    expect(isSureEnough(less, 'L1')).toBe(false)
    expect(less).toMatchObject({ wanted: 'L2', check: { state: 'open' } })
    const shown = fold(proved, asked, given('call-back', 'L2'))
    expect(isSureEnough(shown, 'L1')).toBe(true)
    // Nobody has to answer what an officer settled.
    expect(shown).toMatchObject({ wanted: null, check: null })
  })

  it('never sinks by a lesser proof, but does when a former address is named', () => {
    const seen = given('document', 'L4')
    expect(fold(proved, seen, given('facts', 'L2')).reached).toBe('L4')
    const named: HistoryEvent = { type: 'former-address-named', alert: 'a', waitUntil: '2026-11-28T10:00:00Z' }
    expect(fold(proved, seen, asked, named)).toMatchObject({ reached: 'L1', asked: 'L2', check: null, former: true })
  })

  it('waits for the later of two reasons to wait', () => {
    const named = (waitUntil: string): HistoryEvent => ({ type: 'former-address-named', alert: 'a', waitUntil })
    const reviewed = (waitUntil: string | null): HistoryEvent => ({
      ...{ type: 'identity-reviewed', attempt: 1, flags: [], facts: 0, told: 0, waitUntil },
    })
    expect(fold(proved, named('2026-11-28T10:00:00Z'), reviewed('2026-11-27T10:00:00Z')).waitUntil?.toString()).toBe(
      '2026-11-28T10:00:00Z',
    )
    expect(fold(proved, reviewed('2026-11-27T10:00:00Z'), reviewed(null)).waitUntil?.toString()).toBe(
      '2026-11-27T10:00:00Z',
    )
  })

  it('is stopped by an objection until an officer has settled it, and again by a second one', () => {
    const no: HistoryEvent = { type: 'identity-contested', alert: 'a' }
    const decided = given('judgement', 'L1')
    expect(fold(proved, no).contested).toBe(true)
    expect(fold(proved, no, given('document', 'L4'), given('facts', 'L2')).contested).toBe(true)
    expect(fold(proved, no, decided).contested).toBe(false)
    expect(fold(proved, no, decided, no).contested).toBe(true)
  })
})

it('levels have an order', () => {
  expect(reaches('L2', 'L2') && reaches('L4', 'L0') && !reaches('L1', 'L3')).toBe(true)
  expect(highest(['L1', 'L3', 'L2'])).toBe('L3')
  expect(highest([])).toBe('L0')
})
