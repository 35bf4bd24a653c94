import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readSecrets } from '#lib/config/secrets.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { errand, prepareLogins, prepareSiteDatabase } from '#lib/db/roles.ts'
import { readMap } from '#lib/sources/read-map.ts'
import { searchSource } from '#lib/sources/search.ts'
import { writeRecords } from '#lib/vault/segment.ts'
import { openVault } from '#lib/vault/vault.ts'

/** One table with many rows of one person: what the portal reads and seals, and what psql reads and gzip compresses. */
const volume = `
fides_key: site
collections:
- name: visit
  fields:
  - {name: id, fides_meta: {primary_key: true}}
  - {name: email, fides_meta: {identity: email}}
  - {name: at}
  - {name: page}
  - {name: details}
`

const many = 'many@example.org'
const few = 'few@example.org'
const databases = ['crm', 'shop', 'web'] as const

/** Forty small tables of three databases, two hundred rows of one person in all, found by address and through references. */
const tablesOf = (database: string) => (database === 'crm' ? 14 : 13)
const breadth = databases
  .map(database => {
    const head = `- name: t0\n  fields: [{name: id, fides_meta: {primary_key: true}}, {name: email, fides_meta: {identity: email}}, {name: note}]`
    const rest = Array.from(
      { length: tablesOf(database) - 1 },
      (_, n) =>
        `- name: t${n + 1}\n  fields: [{name: id, fides_meta: {primary_key: true}}, {name: owner, fides_meta: {references: [{dataset: ${database}, field: t0.id, direction: from}]}}, {name: note}]`,
    )
    return `${'- '}fides_key: ${database}\n  fides_meta: {x_dossier: {schema: site}}\n  collections:\n${[head, ...rest].join('\n').replace(/^/gm, '  ')}`
  })
  .join('\n')

const breadthStatements = (database: string): string[] => [
  `select row_to_json(t) from site.t0 t where lower(email) = '${few}'`,
  ...Array.from(
    { length: tablesOf(database) - 1 },
    (_, n) =>
      `select row_to_json(t) from site.t${n + 1} t where owner in (select id from site.t0 where lower(email) = '${few}')`,
  ),
]

async function searchAndSeal(yaml: string, urls: { [source: string]: string }, address: string): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'dossier-bench-'))
  try {
    const vault = openVault({ root, wrappingKeys: [randomBytes(32)] })
    const { map, problems } = readMap([{ file: 'map.yml', text: yaml.startsWith('-') ? `dataset:\n${yaml}` : yaml }])
    if (problems.length > 0) throw new Error(JSON.stringify(problems))
    const searched = await searchSource({
      map,
      addresses: Object.fromEntries(Object.entries(urls).map(([source, url]) => [source, { url }])),
      identities: [{ kind: 'email', value: address }],
      onRecords: async (dataset, collection, records) => {
        await writeRecords(vault, 'bench', `${dataset}-${collection}`, records)
      },
    })
    const lost = searched.collections.filter(({ result }) => result !== 'found')
    if (lost.length > 0) throw new Error(JSON.stringify(lost))
    console.error(JSON.stringify(searched.collections.reduce((sum, { count }) => sum + count, 0)))
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

/** psql and gzip as an operator would pipe them. */
const piped = (url: string, where: string) =>
  execFileSync('bash', [
    '-c',
    `psql -X -q "$1" -c "copy (select row_to_json(t) from site.visit t where lower(email) = '${where}') to stdout" | gzip -6 > "$2"`,
    'bash',
    url,
    join(tmpdir(), `dossier-bench-${process.pid}.gz`),
  ])

const oneByOne = ({ site: _, ...urls }: { [source: string]: string }) => {
  for (const [source, url] of Object.entries(urls))
    for (const statement of breadthStatements(source)) execFileSync('psql', ['-X', '-q', '-At', url, '-c', statement])
}

const works: { [name: string]: (urls: { [source: string]: string }) => Promise<void> | void } = {
  few: ({ site }) => searchAndSeal(volume, { site: site! }, few),
  many: ({ site }) => searchAndSeal(volume, { site: site! }, many),
  breadth: ({ site: _, ...urls }) => searchAndSeal(breadth, urls, few),
}

type Measured = { seconds: number; mib: number }

const quicker = (one: Measured, other: Measured): Measured => (other.seconds < one.seconds ? other : one)

/** Five times in turns, the quickest of each counts: other work on the machine only ever makes one slower, and none of them alone. */
const inTurns = (...runs: (() => Measured)[]): Measured[] => {
  const rounds = Array.from({ length: 5 }, () => runs.map(run => run()))
  return runs.map((_, index) => rounds.map(round => round[index]!).reduce(quicker))
}

const timed = (work: () => void): number => {
  const started = performance.now()
  work()
  return (performance.now() - started) / 1000
}

const measure = (name: string, urls: { [source: string]: string }) => (): Measured => {
  const args = ['--import', 'tsx', fileURLToPath(import.meta.url), name]
  const out = execFileSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, BENCH_URLS: JSON.stringify(urls) },
  })
  return JSON.parse(out) as Measured
}

async function table(rows: number): Promise<void> {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'dossier-bench-db-')))
  const { chmod } = await import('node:fs/promises')
  await chmod(home, 0o711)
  const embedded = await startEmbedded(home, { durable: false })
  try {
    const superuser = embedded.url('postgres', 'postgres')
    await prepareLogins(superuser, (await readSecrets(home)).passwords)
    const urls: { [source: string]: string } = {}
    for (const name of ['site', ...databases]) {
      await prepareSiteDatabase(superuser, name)
      urls[name] = embedded.url('site_reader', name)
      await errand(embedded.url('site_owner', name), sql => plant(sql, name, rows))
    }
    const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 1024 ** 3)} GiB`
    console.log(`${machine}, Node ${process.version}, PostgreSQL 18\n`)
    const line = (...cells: string[]) => console.log(`| ${cells.join(' | ')} |`)
    line('what', 'time', 'memory', 'ratio')
    line('---', '---:', '---:', '---')
    const byPsql = (work: () => void) => (): Measured => ({ seconds: timed(work), mib: 0 })
    const [peer, small, large] = inTurns(
      byPsql(() => piped(urls.site!, many)),
      measure('few', urls),
      measure('many', urls),
    ) as [Measured, Measured, Measured]
    const seconds = ({ seconds }: Measured) => `${seconds.toFixed(2)} s`
    line(`psql COPY into gzip -6, ${rows} rows`, seconds(peer), '', '')
    line('searched and sealed, 10000 rows', seconds(small), `${small.mib.toFixed(0)} MiB`, '')
    line(
      `searched and sealed, ${rows} rows`,
      seconds(large),
      `${large.mib.toFixed(0)} MiB`,
      `${(large.seconds / peer.seconds).toFixed(2)} × the time of psql and gzip, ${(large.mib / small.mib).toFixed(2)} × the memory of 10000 rows`,
    )
    const [plain, broad] = inTurns(
      byPsql(() => oneByOne(urls)),
      measure('breadth', urls),
    ) as [Measured, Measured]
    line('psql, 40 statements one after another', seconds(plain), '', '')
    line(
      '40 collections of 3 databases searched and sealed',
      seconds(broad),
      `${broad.mib.toFixed(0)} MiB`,
      `${(broad.seconds / plain.seconds).toFixed(2)} × psql`,
    )
  } finally {
    await embedded.stop()
    await rm(home, { recursive: true, force: true })
  }
}

async function plant(sql: import('postgres').Sql, name: string, rows: number): Promise<void> {
  if (name === 'site') {
    await sql`create table site.visit (id bigserial primary key, email text, at timestamptz, page text, details jsonb)`
    await sql`insert into site.visit (email, at, page, details)
      select case when n <= 10000 then ${few} else ${many} end, '2026-01-01'::timestamptz + n * interval '1 second', '/page/' || n,
        jsonb_build_object('n', n, 'price', round(n / 7.0, 2)) from generate_series(1, ${rows + 10_000}) n`
    await sql`create index on site.visit (lower(email))`
  } else {
    const owners = 1000
    await sql`create table site.t0 (id int primary key, email text, note text)`
    await sql`insert into site.t0 select n, case when n <= 5 then ${few} else 'p' || n || '@example.org' end, 'n' || n from generate_series(1, ${owners}::int) n`
    await sql`create index on site.t0 (lower(email))`
    for (let n = 1; n < tablesOf(name); n++) {
      await sql.unsafe(`create table site.t${n} (id int primary key, owner int references site.t0, note text)`)
      await sql.unsafe(`insert into site.t${n} select n, n, 'note ' || n from generate_series(1, ${owners}) n`)
      await sql.unsafe(`create index on site.t${n} (owner)`)
    }
  }
  await sql`analyze`
}

const [name = ''] = process.argv.slice(2)
const work = works[name]
if (work) {
  // A running portal has the code of its sources.
  await import('#lib/sources/postgres/open.ts')
  const started = performance.now()
  await work(JSON.parse(process.env.BENCH_URLS!))
  console.log(
    JSON.stringify({ seconds: (performance.now() - started) / 1000, mib: process.resourceUsage().maxRSS / 1024 }),
  )
} else await table(Number(name || 1_000_000))
