import type { Io } from './command.ts'

/**
 * Tells that a long step goes on: on a terminal one line whose seconds count up, elsewhere a plain line at the start and every
 * 15 seconds. Gives what the step gives.
 */
export async function showProgress<T>(say: Io['say'], what: string, step: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const seconds = () => Math.round((performance.now() - began) / 1000)
  const live = process.stderr.isTTY
  if (!live) say(`${what} …`)
  const redraw = () => process.stderr.write(`\r\x1b[K${what} … ${seconds()} s`)
  const timer = setInterval(() => (live ? redraw() : say(`${what} … ${seconds()} s`)), live ? 1000 : 15_000)
  if (live) redraw()
  try {
    return await step()
  } finally {
    clearInterval(timer)
    if (live) process.stderr.write(`\r\x1b[K${what}: ${seconds()} s\n`)
  }
}
