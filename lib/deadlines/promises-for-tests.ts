import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { decideExtension } from './decide-extension.ts'
import { computeDue, type Derivation, type DueInput } from './due.ts'
import { computePlural } from './plural.ts'
import { replaySteps } from './replay-steps.ts'
import { calendar, instant, policy, request, zones } from './requests-for-tests.ts'
import { allRules } from './rules.ts'
import { civilDate } from './zone.ts'

const notAfter = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b) <= 0

/**
 * What the law promises of every history, run over so many generated ones: a few hundred at every commit, ten thousand
 * in the long tests.
 */
export function promises(numRuns: number): void {
  const everyDerivation = (holds: (found: Derivation, input: DueInput) => void) => {
    let dated = 0
    const tried = fc.property(request, input => {
      const computed = computeDue(input)
      // A history the law refuses has no date to make promises about.
      if (!computed.ok) return
      dated++
      holds(computed.value, input)
    })
    fc.assert(tried, { numRuns })
    expect(dated).toBeGreaterThan(numRuns / 10)
  }

  describe('whatever happened', () => {
    it('no date lies before receipt, and the safe date never after the due date', () => {
      everyDerivation((found, { history }) => {
        const received = civilDate(history.receivedAt, history.zone)
        for (const date of [found.startDate, found.safeDate, found.baseUnrolled, found.baseDue, found.dueDate])
          expect(notAfter(received, date)).toBe(true)
        expect(notAfter(found.safeDate, found.dueDate)).toBe(true)
        expect(notAfter(found.baseUnrolled, found.baseDue)).toBe(true)
      })
    })
    it('the steps of a derivation recompute to its date', () => {
      everyDerivation((found, input) => {
        const replayed = replaySteps(found.steps, input.calendar)
        expect(replayed.ok && replayed.due.toString()).toBe(found.dueDate.toString())
        expect(found.steps.at(-1)?.date).toBe(found.dueDate.toString())
      })
    })
    it('an extension is lawful only up to the last day of a first period, once that has begun', () => {
      everyDerivation(found => {
        if (found.status !== 'extended' || found.waitingFor.length > 0) return
        expect(notAfter(found.extension!.notifiedOn, found.baseDue)).toBe(true)
      })
    })
    it('a late extension leaves the base date due', () => {
      everyDerivation(found => {
        if (found.status !== 'extended') expect(found.dueDate.equals(found.baseDue)).toBe(true)
        if (found.status === 'extension_invalid_late_notice')
          expect(notAfter(found.extension!.notifiedOn, found.baseDue)).toBe(false)
      })
    })
    it('no officer can extend after the due day', () => {
      fc.assert(
        fc.property(request, fc.integer({ min: 1, max: 24 * 400 }), (input, hours) => {
          const before = computeDue(input)
          if (!before.ok || before.value.waitingFor.length > 0 || before.value.paused.openSince) return
          const at = before.value.dueAtExclusive.add({ hours })
          expect(decideExtension(input, { at }).ok).toBe(false)
        }),
        { numRuns },
      )
    })
    it('the due instant is the midnight that ends the due day', () => {
      everyDerivation((found, { history }) => {
        const after = civilDate(found.dueAtExclusive, history.zone)
        const before = civilDate(found.dueAtExclusive.subtract({ nanoseconds: 1 }), history.zone)
        expect(notAfter(after, found.dueDate)).toBe(false)
        expect(notAfter(before, found.dueDate)).toBe(true)
      })
    })
    it('the same history gives the same derivation', () => {
      everyDerivation((found, input) => {
        const again = computeDue(input)
        expect(JSON.stringify(again.ok && again.value)).toBe(JSON.stringify(found))
      })
    })
    it('of several regimes none is due before the one that governs', () => {
      fc.assert(
        fc.property(request, fc.subarray([...allRules], { minLength: 1, maxLength: 4 }), (input, [rule, ...more]) => {
          const bare = { ...input, history: { ...input.history, events: [] } }
          const found = computePlural([{ ...bare, rule: rule! }, ...more.map(r => ({ ...bare, rule: r }))])
          expect(found.ok && found.derivations.every(d => notAfter(found.governing.dueDate, d.dueDate))).toBe(true)
        }),
        { numRuns },
      )
    })
  })

  describe('a request received later', () => {
    it('is never due earlier', () => {
      const two = fc.record({ a: instant, b: instant, zone: fc.constantFrom(...zones) })
      fc.assert(
        fc.property(fc.constantFrom(...allRules), calendar, policy, two, (rule, calendar, policy, { a, b, zone }) => {
          const [first, second] = [a, b].toSorted(Temporal.Instant.compare)
          const due = (receivedAt: Temporal.Instant) => {
            const computed = computeDue({ rule, calendar, policy, history: { zone, receivedAt, events: [] } })
            if (!computed.ok) throw new Error(computed.why)
            return computed.value
          }
          expect(notAfter(due(first!).dueDate, due(second!).dueDate)).toBe(true)
          expect(notAfter(due(first!).safeDate, due(second!).safeDate)).toBe(true)
        }),
        { numRuns },
      )
    })
  })
}
