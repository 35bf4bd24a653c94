import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Io } from './command.ts'

/** A part of the portal in a process of its own. It exits by itself when its channel to us closes, so it never outlives us. */
export type Part = {
  name: string
  script: string
  args?: string[]
  env: Io['env']
  /** Where its output goes; undefined: to ours. */
  log: string | undefined
}

export type Running = { stop: () => Promise<void> }

/** A part that fails this often in a row is not going to recover. */
const patience = 6
const steadyAfter = 60_000

/**
 * Runs a part and starts it again when it dies, after 1, 2, 4 … 30 seconds. `ready` resolves when the part first says so (or is
 * stopped before). Once it keeps dying, `lost` hears its last words.
 */
export function keepRunning(
  part: Part,
  say: Io['say'],
  lost: (why: string) => void,
): Running & { ready: Promise<void> } {
  let child: ChildProcess
  let pause: NodeJS.Timeout | undefined
  let stopping = false
  let failures = 0
  let settle = () => {}
  const ready = new Promise<void>(resolve => {
    settle = resolve
  })

  const start = () => {
    const began = performance.now()
    child = launch(part)
    child.on('message', settle)
    child.once('exit', async (status, signal) => {
      if (stopping) return
      failures = performance.now() - began > steadyAfter ? 1 : failures + 1
      if (failures >= patience) {
        lost(`The ${part.name} keeps stopping.${await lastWords(part.log)}`)
        return settle()
      }
      const wait = Math.min(2 ** (failures - 1), 30)
      say(`The ${part.name} stopped (${signal ?? `status ${status}`}); starting it again in ${wait} s.`)
      pause = setTimeout(start, wait * 1000)
    })
  }
  start()

  const stop = async () => {
    stopping = true
    clearTimeout(pause)
    settle()
    await stopChild(child)
  }
  return { ready, stop }
}

/** In a session of its own: Ctrl-C reaches only us, and we stop the parts in order. */
function launch({ script, args = [], env, log }: Part): ChildProcess {
  const output = log === undefined ? 'inherit' : openSync(log, 'a', 0o600)
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    stdio: ['ignore', output, output, 'ipc'],
    env: { ...env, NODE_ENV: 'production' },
    detached: process.platform !== 'win32',
  })
  if (typeof output === 'number') closeSync(output)
  return child
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const over = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await over
  clearTimeout(force)
}

const lastWords = async (log: string | undefined) => {
  const text = log && (await readFile(log, 'utf8').catch(() => ''))
  return text ? ` Its last words (${log}):\n${text.trim().split('\n').slice(-15).join('\n')}` : ''
}
