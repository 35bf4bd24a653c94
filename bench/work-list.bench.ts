import { execFileSync } from 'node:child_process'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '#lib/access/actor.ts'
import { readSecrets } from '#lib/config/secrets.ts'
import { connectHouse, leaveHouse } from '#lib/db/client.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { migrateDatabase } from '#lib/db/migrate.ts'
import { errand, prepareDatabase, prepareLogins } from '#lib/db/roles.ts'
import type { Result } from '#lib/kernel/result.ts'
import { viewAuditedRequests } from '#lib/requests/view-audited-requests.ts'
import { viewMetrics } from '#lib/requests/view-metrics.ts'
import { viewReports } from '#lib/requests/view-reports.ts'
import { viewWorkList, type WorkQuery } from '#lib/requests/view-work-list.ts'
import { workFilters } from '#lib/requests/work-list-store.ts'
import { plantRequests } from './plant-requests.ts'

/** As lib/requests/work-list-store.ts asks it. */
const failed = `(exists (select from dossier.search s where s.request_id = request.id and s.attempt = request.attempt and s.state = 'failed')
  or exists (select from dossier.coverage c where c.request_id = request.id and c.attempt = request.attempt and c.result = 'failed'))`
const count = Number(process.argv[2] ?? 1_000_000)
const me = '00000000-0000-4000-8000-000000000001'
const officer: Actor = { kind: 'officer', id: me }
const auditor: Actor = { kind: 'auditor', id: me }

const done = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.why)
  return result.value
}

/** The quickest of three, in milliseconds. */
const quickest = async (work: () => Promise<unknown> | unknown): Promise<number> => {
  const times = []
  for (let turn = 0; turn < 3; turn++) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  return Math.min(...times)
}

const rows: [string, number, string][] = []
const measure = async (what: string, work: () => Promise<unknown> | unknown, note = '') => {
  rows.push([what, await quickest(work), note])
  console.error(`${what}: ${rows.at(-1)![1].toFixed(1)} ms`)
}

const directory = await mkdtemp(join(await realpath(tmpdir()), 'dossier-bench-'))
const database = await startEmbedded(directory, { durable: false })
try {
  const superuser = database.url('postgres', 'postgres')
  await prepareLogins(superuser, (await readSecrets(directory)).passwords)
  await prepareDatabase(superuser, 'dossier')
  await migrateDatabase(database.url('dossier_owner', 'dossier'), 'dossier_app')
  const inside = database.url('postgres', 'dossier')
  const began = performance.now()
  await errand(inside, sql => plantRequests(sql, count, me))
  // As autovacuum leaves a table: without it no index answers alone.
  await errand(inside, sql => sql`vacuum analyze`)
  console.error(`planted in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  connectHouse(database.url('dossier_app', 'dossier'))
  const psql = (statement: string) =>
    execFileSync('psql', ['-X', '-q', '-At', inside, '-c', statement], { encoding: 'utf8' })
  const list = async (query: WorkQuery) => done(await viewWorkList(officer, query))

  await measure('psql: select 1 (its own start)', () => psql('select 1'))
  await measure('psql: count of all requests', () => psql('select count(*) from dossier.request'))
  const live = `status in ('proved', 'collecting', 'review', 'ready')`
  await measure('psql: count of the live ones', () => psql(`select count(*) from dossier.request where ${live}`))
  const half = count / 100
  await measure('psql: a page in the middle of the live ones, by OFFSET', () =>
    psql(`select ref from dossier.request where ${live} order by due_at, id limit 25 offset ${half}`),
  )
  await measure('psql: a page in the middle of what is over, by OFFSET', () =>
    psql(
      `select ref from dossier.request where status in ('released', 'refused', 'withdrawn', 'lapsed', 'closed') order by received_at desc, id desc limit 25 offset ${count * 0.4}`,
    ),
  )
  for (const filter of workFilters) {
    const { counts } = await list({ filter })
    const stands = filter === 'closed' ? '' : `${counts[filter]} stand in it`
    await measure(`work list, ${filter}: first page with all counts`, () => list({ filter }), stands)
  }
  await measure('work list, open, narrowed to law and country', () =>
    list({ filter: 'open', narrow: { rule: 'uk_gdpr.access', country: 'GB' } }),
  )
  for (const [filter, key, where] of [
    ['open', 'due_at', live],
    ['closed', 'received_at', `status in ('released', 'refused', 'withdrawn', 'lapsed', 'closed')`],
  ] as const) {
    const offset = filter === 'open' ? half : count * 0.4
    const order = filter === 'open' ? 'due_at, id' : 'received_at desc, id desc'
    const [at = '', id = ''] = psql(
      `select to_char(${key} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MSZ'), id from dossier.request where ${where} order by ${order} limit 1 offset ${offset}`,
    )
      .trim()
      .split('|')
    await measure(`work list, ${filter}: a page in the middle, with all counts`, () =>
      list({ filter, cursor: { direction: 'after', at, id } }),
    )
  }
  await measure('reports: plots and answers by month', () => viewReports(officer, undefined))
  await measure('reports: figures of one year (11 CCR 7102)', async () => done(await viewMetrics(officer, {})))
  await measure('audit: everything, first page with figures', async () => done(await viewAuditedRequests(auditor, {})))

  const cpu = cpus()
  console.log(
    `${cpu.length} × ${cpu[0]!.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; ${count} requests\n`,
  )
  console.log('| what | milliseconds | |\n| --- | ---: | --- |')
  for (const [what, time, note] of rows) console.log(`| ${what} | ${time.toFixed(1)} | ${note} |`)
  if (process.argv.includes('--explain')) {
    // The counts of the small lists, and the first page: whether the planner takes the indexes they were made for.
    console.log(
      psql(`explain (analyze, buffers) select count(*) filter (where due_at <= now()), count(*) filter (where ${failed})
      from dossier.request where ${live}`),
    )
    console.log(
      psql(`explain (analyze, buffers) select ref from dossier.request where ${live} order by due_at, id limit 26`),
    )
    console.log(psql(`explain (analyze, buffers) select count(*) from dossier.request where status = 'received'`))
  }
} finally {
  await leaveHouse()
  await database.stop()
  await rm(directory, { recursive: true, force: true })
}
