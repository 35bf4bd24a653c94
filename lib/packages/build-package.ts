import type { Readable } from 'node:stream'
import type { Ground, Group, PackageHead } from './content.ts'
import { csvWriter } from './csv.ts'
import { htmlWriter } from './html.ts'
import { jsonWriter } from './json.ts'
import { countRedactions, listRedactions } from './leaf.ts'
import { pdfWriter } from './pdf.ts'
import type { PackageWriter, Part, Translate } from './writer.ts'

/** The forms of an answer. A new form is one more line here: every form is fed in the same single pass. `tables` is many files in one stream. */
const forms = {
  'dossier.json': (t: Translate) => jsonWriter(t),
  'dossier.pdf': (t: Translate) => pdfWriter(t),
  'dossier.html': (t: Translate) => htmlWriter(t),
  tables: (t: Translate) => csvWriter(t),
} satisfies Record<string, (t: Translate) => PackageWriter>

export type FormName = keyof typeof forms

/** Takes the bytes of one file, as they are made, to where they shall rest (the vault seals them); settles when they rest there. */
export type Sink = (bytes: Readable) => Promise<void>

export type BuiltFile = { name: string; sha256: string; bytes: number }

/** `tables`: the parts of the stream of that name. */
export type BuiltPackage = {
  files: BuiltFile[]
  tables: Part[]
  records: number
  redactions: { ground: Ground; count: number }[]
}

/**
 * Reads the groups once and feeds every form for which there is a sink, with back-pressure, without a temporary file and in memory
 * that does not grow with the records. Instants and dates come from `head`, never from a clock: the same content gives the same bytes.
 * Throws what a group or a sink throws, and where the records disagree with the coverage that the package claims.
 */
export const buildPackage = async ({
  head,
  groups,
  translate,
  sinks,
}: {
  head: PackageHead
  groups: AsyncIterable<Group>
  translate: Translate
  sinks: { [name in FormName]?: Sink }
}): Promise<BuiltPackage> => {
  const names = (Object.keys(forms) as FormName[]).filter(name => sinks[name])
  const writers = names.map(name => forms[name](translate))
  const resting = names.map((name, index) => settle(name, writers[index]!, sinks[name]!))
  const fed = feedWriters(head, groups, writers)
  // One broken form ends them all, and the first cause is the one that is told: a package is whole or it is not.
  const causes: unknown[] = []
  for (const task of [fed, ...resting]) {
    task.catch(error => {
      causes.push(error)
      stop(writers, error)
    })
  }
  await Promise.allSettled([fed, ...resting])
  if (causes.length > 0) throw causes[0]
  const files = (await Promise.all(resting)).filter((_, index) => !writers[index]!.parts)
  return { files, tables: writers.flatMap(writer => writer.parts?.() ?? []), ...(await fed) }
}

const stop = (writers: PackageWriter[], error: unknown): void => {
  const cause = error instanceof Error ? error : new Error(String(error))
  for (const { output } of writers) if (!output.readable.destroyed) output.readable.destroy(cause)
}

const settle = async (name: string, { output }: PackageWriter, sink: Sink): Promise<BuiltFile> => {
  await sink(output.readable)
  if (!output.readable.readableEnded) throw new Error(`the sink of ${name} settled before it had read everything`)
  return { name, sha256: output.sha256(), bytes: output.bytes }
}

const feedWriters = async (head: PackageHead, groups: AsyncIterable<Group>, writers: PackageWriter[]) => {
  const redactions = new Map<Ground, number>()
  let records = 0
  await Promise.all(writers.map(writer => writer.begin(head)))
  for await (const group of groups) {
    const seen = { records: 0, values: 0, parts: 0 }
    await Promise.all(writers.map(writer => writer.group(group.facts)))
    for await (const record of group.records) {
      const { values, parts } = countRedactions(record, redactions)
      seen.records += 1
      seen.values += values
      seen.parts += parts
      await Promise.all(writers.map(writer => writer.record(record)))
    }
    agree(head, group, seen)
    records += seen.records
  }
  await Promise.all(writers.map(writer => writer.end()))
  return { records, redactions: listRedactions(redactions) }
}

/** A package may not claim more or less than it carries. */
const agree = (head: PackageHead, { facts }: Group, seen: { records: number; values: number; parts: number }): void => {
  const name = `${facts.dataset}.${facts.collection}`
  const row = head.coverage.find(
    ({ dataset, collection }) => dataset === facts.dataset && collection === facts.collection,
  )
  if (!row) throw new Error(`${name} is in the package but not in its coverage`)
  const claimed = { records: row.count - row.withheldRecords, values: row.withheldValues, parts: row.withheldParts }
  if (claimed.records !== seen.records || claimed.values !== seen.values || claimed.parts !== seen.parts) {
    throw new Error(
      `${name}: the coverage says ${row.count} records, ${row.withheldRecords} of them, ${row.withheldValues} values and ` +
        `${row.withheldParts} parts withheld; the package carries ${seen.records} records with ${seen.values} withheld values and ${seen.parts} parts`,
    )
  }
}
