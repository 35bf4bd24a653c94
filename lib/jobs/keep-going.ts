import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '#lib/config/log.ts'

export type Going = { done: Promise<void>; stop: () => Promise<void> }

/**
 * Starts something that should run for ever and starts it again whenever it cannot start or comes to an end, after 0.5, 1, 2 … 30
 * seconds; a run of a minute forgives what went before.
 */
export function keepGoing(start: () => Promise<Going>, log: Log): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  let current: Going | undefined
  const keep = async () => {
    for (let failures = 0; !signal.aborted; failures++) {
      const began = performance.now()
      try {
        current = await start()
        if (signal.aborted) await current.stop()
        await current.done
        if (!signal.aborted) log.warn('queue-ended')
      } catch (fault) {
        log.warn('queue-failed', { fault })
      }
      current = undefined
      if (performance.now() - began > 60_000) failures = 0
      await sleep(Math.min(500 * 2 ** failures, 30_000), undefined, { signal }).catch(() => {})
    }
  }
  const kept = keep()
  const stop = async () => {
    stopping.abort()
    await current?.stop()
    await kept
  }
  return { stop }
}
