import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { testSender } from '#lib/mail/test-post.ts'

export type Told = { databaseUrl: string; smtpUrl: string; mailFrom: string; seal: string; keepFor: number }

/** Starts a worker in a process of its own (test-worker.ts) and waits until it is ready; whoever calls it ends it. */
export async function spawnTestWorker(told: Omit<Told, 'mailFrom'>): Promise<ChildProcess> {
  const script = new URL('./test-worker.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.send({ ...told, mailFrom: testSender } satisfies Told)
  const [said] = await once(child, 'message')
  if (said !== 'ready') throw new Error(`The worker said ${said}.`)
  return child
}
