import { createHash } from 'node:crypto'
import { openCheckpoint } from '#lib/history/checkpoint.ts'
import { type NoteVerifier, noteVerifier } from '#lib/history/note.ts'
import { checkFiles, type Flaw, flaw, openManifest, readKey } from '#lib/packages/check-archive.ts'
import type { OpenArchive } from '#lib/packages/read-archive.ts'
import type { Figures } from '#lib/requests/audited-store.ts'
import { countRows, daysOf } from './figures-of.ts'
import { csvOf, type PopulationRow, type PopulationTable, tableNames } from './population.ts'
import { type PopulationManifest, populationManifest } from './population-manifest.ts'
import { BadRow, readRows } from './read-rows.ts'

export type SoundPopulation = { ok: true; manifest: PopulationManifest; key: string; trusted: boolean }

/**
 * Checks an auditor's export offline: the manifest and its signature, every file against its hash, the checkpoint's signature; that CSV and
 * JSON say the same, that as many rows are there as were counted, that each request brings its whole history, and that the figures
 * are those of the rows. Throws TypeError for a key line that is none.
 */
export async function verifyPopulation(archive: OpenArchive, keyLine: string | null): Promise<SoundPopulation | Flaw> {
  const known = keyLine === null ? null : noteVerifier(keyLine)
  const opened = await openManifest(archive, populationManifest, known)
  if (!opened.ok) return opened
  const { manifest } = opened
  const wrong =
    (await checkFiles(archive, manifest.files)) ??
    checkCheckpoint(manifest, known) ??
    (await checkRows(archive, manifest))
  return wrong ?? { ok: true, manifest, key: manifest.signature.key, trusted: known !== null }
}

function checkCheckpoint({ history }: PopulationManifest, known: NoteVerifier | null): Flaw | null {
  if (!history) return null
  const verifier = known ?? readKey(history.key)
  const opened = verifier ? openCheckpoint(history.checkpoint, [verifier]) : null
  return opened?.ok ? null : flaw('bad-checkpoint', opened?.why ?? 'key')
}

async function checkRows(archive: OpenArchive, manifest: PopulationManifest): Promise<Flaw | null> {
  try {
    for (const table of tableNames) {
      const wrong = await checkTable(archive, manifest, table)
      if (wrong) return wrong
    }
    return (await checkFigures(archive, manifest)) ?? (await checkHistories(archive))
  } catch (fault) {
    if (fault instanceof BadRow) return flaw('bad-row', fault.message)
    throw fault
  }
}

/** The JSON has as many rows as were counted, and written as CSV it is the CSV. */
async function checkTable(archive: OpenArchive, { tables, files }: PopulationManifest, table: PopulationTable) {
  let rows = 0
  async function* pages() {
    for await (const row of readRows(archive, table)) {
      rows++
      yield [row]
    }
  }
  const hash = createHash('sha256')
  for await (const text of csvOf(table, pages())) hash.update(text, 'utf8')
  if (rows !== tables.find(({ name }) => name === table)?.rows) return flaw('wrong-count', `${table}.json`)
  const listed = files.find(({ name }) => name === `${table}.csv`)
  return listed?.sha256 === hash.digest('hex') ? null : flaw('tables-differ', table)
}

async function checkFigures(archive: OpenArchive, { zone, figures, groups }: PopulationManifest): Promise<Flaw | null> {
  const counted = countRows(zone)
  for await (const row of readRows(archive, 'requests')) {
    if (daysOf(row, zone) !== row.days) return flaw('wrong-figures', String(row.ref))
    counted.add(row)
  }
  if (!sameFigures(counted.figures(), figures)) return flaw('wrong-figures', 'figures')
  const again = counted.groups()
  const wrong = groups.find(group => {
    const found = again.find(one => one.right === group.right && one.rule === group.rule)
    return !found || !sameFigures(found, group)
  })
  return again.length === groups.length && !wrong ? null : flaw('wrong-figures', wrong?.rule ?? 'groups')
}

/** A mean is a sum divided, and may differ in its last binary digit. */
const sameFigures = (one: Figures, other: Figures): boolean =>
  (Object.keys(one) as (keyof Figures)[]).every(
    name => one[name] === other[name] || Math.abs((one[name] ?? Number.NaN) - (other[name] ?? Number.NaN)) < 1e-6,
  )

/** In the order of the requests, each with its events from the first on without a gap; and no event of a request that is not there. */
async function checkHistories(archive: OpenArchive): Promise<Flaw | null> {
  const events = readRows(archive, 'events')
  let next = await events.next()
  for await (const { ref } of readRows(archive, 'requests')) {
    let version = 0
    while (!next.done && next.value.ref === ref) {
      version++
      if (next.value.version !== version) return flaw('missing-row', `events.json, ${ref}, version ${version}`)
      next = await events.next()
    }
    if (version === 0) return flaw('missing-row', `events.json, ${ref}`)
  }
  return next.done ? null : flaw('missing-row', `requests.json, ${(next.value as PopulationRow).ref}`)
}
