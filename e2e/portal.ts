import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { simpleParser } from 'mailparser'

const run = promisify(execFile)

/** The running portal as a story may know it: its address and its command line. */
export type Portal = {
  address: string
  /** `npm run -s dossier -- ARGS`: what it printed on stdout. Throws with what it printed on stderr when its status is not 0. */
  dossier: (...args: string[]) => Promise<string>
  /** Moves the demo's time forward, for example by `P31D`; gives the new time, an ISO 8601 instant. */
  advanceClock: (duration: string) => Promise<string>
  /** The newest mail to an address, waited for until `which` holds of one; throws after a minute with the subjects that came. */
  mailTo: (address: string, which?: (mail: Mail) => boolean) => Promise<Mail>
}

export type Mail = { subject: string; text: string; html: string; messageId: string }

export const portalAt = (address: string): Portal => {
  const dossier = async (...args: string[]) =>
    (await run(process.execPath, ['--import', 'tsx', 'lib/cli/dossier.ts', ...args], { maxBuffer: 64 * 1024 * 1024 }))
      .stdout
  const advanceClock = async (duration: string): Promise<string> =>
    JSON.parse(await dossier('clock', 'advance', duration, '--json')).now
  return { address, dossier, advanceClock, mailTo }
}

/** The demo keeps each mail it catches as a file, newest last by name, the recipients on top. */
async function mailTo(address: string, which: (mail: Mail) => boolean = () => true): Promise<Mail> {
  let seen: Mail[] = []
  for (let attempt = 0; attempt < 240; attempt++) {
    seen = await mailsTo(address)
    const found = seen.findLast(which)
    if (found) return found
    await sleep(250)
  }
  throw new Error(`No such mail to ${address}; there were: ${seen.map(({ subject }) => subject).join(', ') || 'none'}.`)
}

async function mailsTo(address: string): Promise<Mail[]> {
  const directory = join(process.env.DOSSIER_DATA!, 'mailbox')
  const names = (await readdir(directory).catch(() => [])).filter(name => name.endsWith('.eml')).sort()
  const raw = await Promise.all(names.map(name => readFile(join(directory, name))))
  const mine = raw.filter(mail =>
    mail.toString('latin1').toLowerCase().includes(`delivered-to: ${address.toLowerCase()}\r\n`),
  )
  return Promise.all(mine.map(readMail))
}

async function readMail(raw: Buffer): Promise<Mail> {
  const { subject = '', text = '', html, messageId = '' } = await simpleParser(raw)
  return { subject, text, html: html || '', messageId }
}
