import { setTimeout as sleep } from 'node:timers/promises'
import { web } from '#lib/access/actor.ts'
import { type HouseHealth, viewHealth } from '#lib/jobs/view-health.ts'
import { houseVault } from '#lib/vault/house-keys.ts'

type Word = 'ok' | 'failing'

/** What a load balancer and a monitor are told: words and numbers, no reason, no name, no address. */
export type Health = {
  /** `degraded`: pages are served, but nobody works off what is waiting. */
  status: 'ready' | 'degraded' | 'not-ready'
  database: Word
  migrations: Word
  vault: Word
  worker: Word
  queue: Word
  workers: number
  oldestJobSeconds: number
  jobsGivenUp: number
}

const PATIENCE = 4_000
/** A job that waits so long, in seconds, is waiting for nobody. */
const LATE = 300
const FRESH = { house: 2_000, vault: 30_000 }

/** Asked at most once in so many milliseconds, however many ask: the question is open to everybody. */
function seldom<T>(every: number, ask: () => Promise<T>): () => Promise<T> {
  let known: { until: number; answer: Promise<T> } | undefined
  return () => {
    const now = performance.now()
    if (!known || now >= known.until) known = { until: now + every, answer: ask() }
    return known.answer
  }
}

/** `undefined` for what fails or does not answer in time. */
async function within<T>(work: Promise<T>): Promise<T | undefined> {
  const waiting = new AbortController()
  try {
    return await Promise.race([work, sleep(PATIENCE, undefined, { signal: waiting.signal })])
  } catch {
    return undefined
  } finally {
    waiting.abort()
    work.catch(() => {})
  }
}

async function askHouse(): Promise<HouseHealth | undefined> {
  const found = await within(viewHealth(web, undefined))
  return found?.ok ? found.value : undefined
}

const askVault = async (): Promise<boolean> =>
  (await within(
    houseVault()
      .check()
      .then(() => true),
  )) ?? false

const house = seldom(FRESH.house, askHouse)
const vault = seldom(FRESH.vault, askVault)

/** Whether this process can serve, and whether somebody works behind it. */
export async function readHealth(): Promise<Health> {
  return judge(...(await Promise.all([house(), vault()])))
}

const word = (holds: boolean): Word => (holds ? 'ok' : 'failing')

export function judge(found: HouseHealth | undefined, vaultWritable: boolean): Health {
  const numbers = found ?? { migrated: false, workers: 0, oldestJobSeconds: 0, jobsGivenUp: 0 }
  const works = numbers.workers > 0
  const keepsUp = numbers.oldestJobSeconds < LATE && numbers.jobsGivenUp === 0
  const serves = found?.migrated === true && vaultWritable
  return {
    status: !serves ? 'not-ready' : works && keepsUp ? 'ready' : 'degraded',
    database: word(found !== undefined),
    migrations: word(numbers.migrated),
    vault: word(vaultWritable),
    worker: word(works),
    queue: word(found !== undefined && keepsUp),
    workers: numbers.workers,
    oldestJobSeconds: numbers.oldestJobSeconds,
    jobsGivenUp: numbers.jobsGivenUp,
  }
}
