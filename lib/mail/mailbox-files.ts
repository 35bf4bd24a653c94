import { randomBytes } from 'node:crypto'
import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'

/** How many mails the demo keeps; the oldest go first. */
const most = 200

/** `<milliseconds>-<random>`: sorts by time, says nothing, and cannot name a file elsewhere. */
const idPattern = /^\d{13}-[0-9a-f]{12}$/

export type KeptMail = { id: string; at: Temporal.Instant; raw: Buffer }

/** Writes one mail as it came, with its envelope's recipients on top as a mailbox writes them (Delivered-To), and drops the oldest. */
export async function keepMail(directory: string, recipients: readonly string[], raw: Buffer): Promise<string> {
  const id = await freshId(directory)
  const head = recipients.map(to => `Delivered-To: ${to.replace(/[\r\n]/g, '')}\r\n`).join('')
  const draft = join(directory, `${id}.draft`)
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(Buffer.concat([Buffer.from(head), raw]))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, join(directory, `${id}.eml`))
  for (const old of (await mailIds(directory)).slice(most)) await rm(join(directory, `${old}.eml`), { force: true })
  return id
}

/** Later than every mail that is there, so that the order of arrival survives a clock that went back. */
async function freshId(directory: string): Promise<string> {
  const last = Number((await mailIds(directory))[0]?.slice(0, 13) ?? 0)
  const now = Temporal.Now.instant().epochMilliseconds
  return `${String(Math.max(now, last + 1)).padStart(13, '0')}-${randomBytes(6).toString('hex')}`
}

/** Newest first; none when nothing was ever caught. */
export async function mailIds(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => [])
  return names
    .filter(name => name.endsWith('.eml'))
    .map(name => name.slice(0, -'.eml'.length))
    .filter(id => idPattern.test(id))
    .sort()
    .reverse()
}

/** Undefined for an id that is none, or whose mail is gone. */
export async function readKept(directory: string, id: string): Promise<KeptMail | undefined> {
  if (!idPattern.test(id)) return undefined
  const raw = await readFile(join(directory, `${id}.eml`)).catch(() => undefined)
  return raw && { id, at: Temporal.Instant.fromEpochMilliseconds(Number(id.slice(0, 13))), raw }
}
