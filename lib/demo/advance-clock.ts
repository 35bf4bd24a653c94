import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { config } from '#lib/config/config.ts'
import { ofHouse } from '#lib/history/events.ts'
import { everyMinute } from '#lib/jobs/clockwork.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { command } from '#lib/kernel/command.ts'
import { invalid, refuse } from '#lib/kernel/result.ts'
import { moveClock } from './clock-store.ts'

/** Ten years: further than any deadline, and well inside what a date can hold. */
const furthest = 10 * 366 * 86_400

/**
 * Moves the demo's time forward by an ISO 8601 duration and tells the history. `now` in the answer is the new time (UTC). What time
 * alone brings about begins at once: whoever lets weeks pass does not wait for the next minute to see what lapsed.
 * Refuses `demo-only` in any other start, `invalid` for what is no duration forward or too far. It acts with the system's
 * rights, because whoever tries the demo may press the button and nobody else may write the clock.
 */
export const advanceClock = command({
  permission: 'clock:advance-demo',
  input: z.object({ duration: z.string().trim().max(40) }),
  asSystem: true,
  async run({ tx, now }, { duration }) {
    if (config().mode !== 'demo') return refuse('demo-only')
    const seconds = secondsFrom(now, duration)
    if (seconds === undefined) return invalid({ duration: ['clock.no-duration'] })
    const ahead = await moveClock(tx, seconds, furthest)
    if (ahead === undefined) return invalid({ duration: ['clock.too-far'] })
    for (const job of everyMinute) await enqueue(tx, job, {}, { key: job })
    const value = { now: now.add({ seconds }).toString(), aheadSeconds: ahead }
    return { ok: true, value, events: [ofHouse('clock', { type: 'clock-advanced', seconds })] }
  },
})

/** Months have no fixed length, so the duration is counted from now. Undefined for nonsense, nothing, backwards and beyond. */
function secondsFrom(now: Temporal.Instant, text: string): number | undefined {
  try {
    const then = now.toZonedDateTimeISO('UTC').add(Temporal.Duration.from(text)).toInstant()
    const seconds = Math.floor(then.since(now).total('seconds'))
    return seconds > 0 && seconds <= furthest ? seconds : undefined
  } catch {
    return undefined
  }
}
