import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { VaultPlace } from '#lib/config/vault-place.ts'
import { testSender } from '#lib/mail/test-post.ts'

export type Told = {
  databaseUrl: string
  smtpUrl: string
  mailFrom: string
  seal: string
  keepFor: number
  /** The other keys (base64) and the vault, for a worker that searches and packs; without them it can only send mail. */
  house?: { hash: string; vault: string; signing: string; vaultRoot: VaultPlace; siteUrl: string }
  /** Begins to work when it is told `go`. */
  waits?: boolean
}

/** Starts a worker in a process of its own (test-worker.ts) and waits until it is ready; whoever calls it ends it. */
export async function spawnTestWorker(told: Omit<Told, 'mailFrom'>): Promise<ChildProcess> {
  const script = new URL('./test-worker.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.send({ ...told, mailFrom: testSender } satisfies Told)
  const [said] = await once(child, 'message')
  if (said !== (told.waits ? 'waiting' : 'ready')) throw new Error(`The worker said ${said}.`)
  return child
}
