import { existsSync } from 'node:fs'
import { mkdir, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { readPostmaster, stopServer } from './cluster.ts'
import { databasePrograms } from './postgres-programs.ts'
import { databaseUser } from './system-user.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the cluster of this run is, or will be as soon as a test asks for a database. */
    testCluster: string
  }
}

const prefix = 'dossier-test-'

/**
 * Around a test run: names the directory of its database cluster and takes it away at the end. Starting it is left to the
 * first test that asks (test-database.ts), so that a run without database tests pays nothing. Runs may overlap: each has
 * its own directory, named after its process; those of runs that were killed are swept here.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = join(await realpath(tmpdir()), `${prefix}${process.pid}`)
  await mkdir(directory, { recursive: true, mode: 0o711 })
  await writeFile(join(directory, 'run'), String(process.pid))
  project.provide('testCluster', directory)
  await sweep()
  return () => remove(directory)
}

async function sweep(): Promise<void> {
  const home = await realpath(tmpdir())
  for (const name of await readdir(home)) {
    const run = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : 0
    if (run && !isAlive(run)) await remove(join(home, name))
  }
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch (fault) {
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM'
  }
}

async function remove(directory: string): Promise<void> {
  const place = join(directory, 'postgres')
  if (existsSync(place)) {
    const cluster = await realpath(place)
    if (await readPostmaster(cluster)) {
      const user = await databaseUser()
      await stopServer({ directory: cluster, programs: await databasePrograms(user), user }, 'immediate').catch(
        () => undefined,
      )
    }
    await rm(cluster, { recursive: true, force: true })
  }
  await rm(directory, { recursive: true, force: true })
}
