import { setTimeout as sleep } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import { reason, SourceFailure } from '../reason.ts'
import type { Answer } from './open-service.ts'

/** Too many questions, or a machine in front of the service that has nobody behind it: to be asked again. */
const busy = new Set([429, 502, 503, 504])
const mostTries = 5
/** Whoever wants to be asked in more than a minute is not there now. */
const longest = 60_000

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Retry-After` (RFC 9110 section 10.2.3) in milliseconds from `now`: seconds, or a date; null when it is neither. */
export const retryAfter = (written: string, now: Temporal.Instant): number | null => {
  if (/^\d{1,9}$/.test(written)) return Number(written) * 1000
  const [, day, month, year, time] =
    /^[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT$/.exec(written) ?? []
  const number = months.indexOf(month ?? '') + 1
  if (number === 0) return null
  // By Date, which has no day that is none: the 31st of February is no date, and no reason to fall.
  const then = Date.parse(`${year}-${String(number).padStart(2, '0')}-${day}T${time}Z`)
  return Number.isNaN(then) ? null : Math.max(0, then - now.epochMilliseconds)
}

/**
 * Waits before the next try, twice as long each time or as long as the service asks; false when the answer stands. Throws
 * SourceFailure when it stays busy, or the search was stopped meanwhile.
 */
export const pauseBefore = async (
  tried: number,
  { status, headers }: Pick<Answer, 'status' | 'headers'>,
  backOffMs: number,
  stopped: AbortSignal,
): Promise<boolean> => {
  if (!busy.has(status)) return false
  const asked = headers['retry-after']
  const told = asked === undefined ? null : retryAfter(asked, Temporal.Now.instant())
  const wait = told ?? backOffMs * 2 ** tried
  if (tried + 1 >= mostTries || wait > longest) throw new SourceFailure(reason('source-overloaded'))
  try {
    await sleep(wait, undefined, { signal: stopped })
  } catch {
    throw new SourceFailure(reason('cancelled'))
  }
  return true
}
