import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import type { Actor } from '#lib/access/actor.ts'
import { exportPopulation } from '#lib/audit/export-population.ts'
import { readSecrets } from '#lib/config/secrets.ts'
import { connectHouse, leaveHouse } from '#lib/db/client.ts'
import { type Embedded, startEmbedded } from '#lib/db/embedded.ts'
import { migrateDatabase } from '#lib/db/migrate.ts'
import { errand, prepareDatabase, prepareLogins } from '#lib/db/roles.ts'
import { signAs } from '#lib/history/history-signer.ts'
import { giveKeys } from '#lib/vault/house-keys.ts'
import { plantRequests, plantTrees } from './plant-requests.ts'

const me = '00000000-0000-4000-8000-000000000001'
const auditor: Actor = { kind: 'auditor', id: me }

type Measured = { seconds: number; bytes: number; memory: number }

/** In a process of its own: one auditor's export, thrown away as it comes. */
async function fetchExport(url: string): Promise<Measured> {
  const key = randomBytes(32)
  giveKeys({ seal: [key], hash: key, vault: [key], signing: key, vaultRoot: '/nowhere' })
  signAs('https://portal.test')
  connectHouse(url)
  const began = performance.now()
  const fetched = await exportPopulation(auditor, {})
  if (fetched === null || fetched === 'busy') throw new Error('No export.')
  let bytes = 0
  const nowhere = new Writable({
    write: (chunk, _encoding, done) => {
      bytes += chunk.length
      done()
    },
  })
  await pipeline(fetched, nowhere)
  const seconds = (performance.now() - began) / 1000
  await leaveHouse()
  return { seconds, bytes, memory: process.resourceUsage().maxRSS / 1024 }
}

async function measure(database: Embedded, count: number): Promise<Measured> {
  const name = `dossier_${count}`
  await prepareDatabase(database.url('postgres', 'postgres'), name)
  await migrateDatabase(database.url('dossier_owner', name), 'dossier_app')
  await errand(database.url('postgres', name), async sql => {
    await plantRequests(sql, count, me)
    await plantTrees(sql)
    await sql`vacuum analyze`
  })
  const script = fileURLToPath(import.meta.url)
  const arguments_ = ['--import', 'tsx', script, '--fetch', database.url('dossier_app', name)]
  return JSON.parse(execFileSync(process.execPath, arguments_, { encoding: 'utf8' })) as Measured
}

if (process.argv[2] === '--fetch') {
  console.log(JSON.stringify(await fetchExport(process.argv[3]!)))
} else {
  const most = Number(process.argv[2] ?? 200_000)
  const directory = await mkdtemp(join(await realpath(tmpdir()), 'dossier-bench-'))
  const database = await startEmbedded(directory, { durable: false })
  try {
    await prepareLogins(database.url('postgres', 'postgres'), (await readSecrets(directory)).passwords)
    const cpu = cpus()
    console.log(`${cpu.length} × ${cpu[0]!.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`)
    console.log('| requests | seconds | archive | memory |\n| ---: | ---: | ---: | ---: |')
    for (const count of [most / 100, most / 10, most]) {
      const { seconds, bytes, memory } = await measure(database, count)
      console.log(
        `| ${count} | ${seconds.toFixed(1)} | ${(bytes / 2 ** 20).toFixed(1)} MiB | ${memory.toFixed(0)} MiB |`,
      )
    }
  } finally {
    await database.stop()
    await rm(directory, { recursive: true, force: true })
  }
}
