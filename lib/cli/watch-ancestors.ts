import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Calls `gone` when npm, or whatever stands between it and this process, was killed: a signal that cannot be caught reaches only
 * the one process, and we would go on serving with nobody in front. Gives a function that stops watching.
 */
export async function watchAncestors(gone: () => void): Promise<() => void> {
  const watched = await ancestors()
  const timer = setInterval(() => {
    if (process.ppid === watched[0] && watched.every(isAlive)) return
    clearInterval(timer)
    gone()
  }, 1000)
  timer.unref()
  return () => clearInterval(timer)
}

/** Our parent, and when npm started us, everything up to npm itself. */
async function ancestors(): Promise<number[]> {
  const chain = [process.ppid]
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return chain
  for (let pid = process.ppid; chain.length < 6; ) {
    const { name, parent } = await look(pid)
    if (name?.startsWith('npm')) return chain
    pid = parent
    if (!(pid > 1)) return chain.slice(0, 1)
    chain.push(pid)
  }
  return chain.slice(0, 1)
}

/** Name and parent of a process: from /proc where there is one (a small container has no ps), else from ps. */
async function look(pid: number): Promise<{ name: string | undefined; parent: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => undefined)
  if (status) return { name: /^Name:\s+(.*)$/m.exec(status)?.[1], parent: Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]) }
  const shown = await run('ps', ['-o', 'ppid=,comm=', '-p', String(pid)]).catch(() => undefined)
  const [, parent, name] = /^\s*(\d+)\s+(.*)$/.exec(shown?.stdout ?? '') ?? []
  return { name, parent: Number(parent) }
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch (fault) {
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM'
  }
}
