import { createHash } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '#lib/access/actor.ts'
import { log } from '#lib/config/log.ts'
import type { Scope } from '#lib/db/begin.ts'
import type { Json } from '#lib/history/canonical.ts'
import { historyVerifier } from '#lib/history/history-signer.ts'
import { readNewestCheckpoint } from '#lib/history/store.ts'
import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { type ArchiveEntry, zipPackage } from '#lib/packages/archive.ts'
import { manifestBytes } from '#lib/packages/manifest.ts'
import { signObject } from '#lib/packages/sign.ts'
import type { AuditFilter } from '#lib/requests/audit-filter.ts'
import { countAudited, type Reading } from '#lib/requests/audited-store.ts'
import { houseKeys } from '#lib/vault/house-keys.ts'
import { csvOf, jsonOf, type Pages, type PopulationTable, tableNames } from './population.ts'
import { populationManifest, populationSchema } from './population-manifest.ts'
import { readTable } from './population-store.ts'

/** An export holds one connection and one snapshot for as long as it is fetched: so many at once in one process, each so long. */
const most = 2
const longest = 30 * 60_000
let underWay = 0

/** The look, told before anything is given out: what reads as of one instant can write nothing. */
const startExport = view({
  permission: 'audit:read',
  recordsLook: () => ({ at: 'export', ref: null }),
  run: async () => ({ started: true }),
})

const writeExport = view({
  permission: 'audit:read',
  snapshot: true,
  async run(scope, { filter, into }: { filter: AuditFilter; into: PassThrough }) {
    const zone = (await readOrganisation(scope.tx))?.zone ?? 'UTC'
    const reading = { tx: scope.tx, now: scope.now, zone }
    const head = await readHead(scope, reading, filter)
    await pipeline(zipPackage(entriesOf(reading, filter, head), head.exportedAt), into)
    return { received: head.figures.received }
  },
})

/**
 * Every request the filter lets through, with its deadlines and its events, as of one instant, in one archive with a signed manifest;
 * written as it is fetched. `null`: the actor may not. `busy`: others are fetching theirs. Whoever stops fetching for a minute is cut
 * off by the database (lib/db/client.ts).
 */
export async function exportPopulation(actor: Actor, filter: AuditFilter): Promise<Readable | 'busy' | null> {
  if (!(await startExport(actor, undefined)).ok) return null
  if (underWay >= most) return 'busy'
  underWay++
  const into = new PassThrough()
  const tooLong = setTimeout(() => into.destroy(new Error('The export took too long.')), longest)
  writeExport(actor, { filter, into })
    .catch(fault => {
      log.warn('export-broke-off', { fault })
      into.destroy(new Error('The export broke off.'))
    })
    .finally(() => {
      clearTimeout(tooLong)
      underWay--
    })
  return into
}

type Head = Awaited<ReturnType<typeof readHead>>

async function readHead({ tx, now }: Scope, reading: Reading, filter: AuditFilter) {
  const newest = await readNewestCheckpoint(tx)
  const key = historyVerifier()
  const { from, to, ...codes } = filter
  return {
    ...{ schema: populationSchema, origin: key.name, exportedAt: now.toString(), zone: reading.zone },
    filter: { ...(from && { from: from.toString() }), ...(to && { to: to.toString() }), ...codes },
    ...(await countAudited(reading, filter)),
    history: newest ? { checkpoint: newest.note, key: key.line } : null,
  }
}

/** Two files of each table, and last of all what is known only then: the manifest with the hash of every one. */
function entriesOf(reading: Reading, filter: AuditFilter, head: Head): ArchiveEntry[] {
  const files: { name: string; sha256: string; bytes: number }[] = []
  const rows = new Map<PopulationTable, number>()
  const entry = (table: PopulationTable, form: 'csv' | 'json'): ArchiveEntry => {
    const name = `${table}.${form}`
    const pages = counted(readTable(reading, filter, table), number => rows.set(table, number))
    const text = form === 'csv' ? csvOf(table, pages) : jsonOf(table, pages)
    const open = async () =>
      Readable.from(
        measured(text, file => files.push({ name, ...file })),
        { objectMode: false },
      )
    return { name, open }
  }
  const manifest = async () => {
    const tables = tableNames.map(name => ({ name, rows: rows.get(name) ?? 0 }))
    const unsigned = { ...head, tables, files } as unknown as { [member: string]: Json }
    return Readable.from([manifestBytes(populationManifest.parse(signObject(unsigned, houseKeys().signing)))])
  }
  return [
    ...tableNames.flatMap(table => [entry(table, 'csv'), entry(table, 'json')]),
    { name: 'manifest.json', open: manifest },
  ]
}

async function* counted(pages: Pages, done: (rows: number) => void): Pages {
  let rows = 0
  for await (const page of pages) {
    rows += page.length
    yield page
  }
  done(rows)
}

async function* measured(text: AsyncIterable<string>, done: (file: { sha256: string; bytes: number }) => void) {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const part of text) {
    const chunk = Buffer.from(part, 'utf8')
    hash.update(chunk)
    bytes += chunk.length
    yield chunk
  }
  done({ sha256: hash.digest('hex'), bytes })
}
