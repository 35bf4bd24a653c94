import { createInterface } from 'node:readline'
import type { OpenArchive } from '#lib/packages/read-archive.ts'
import { type PopulationRow, type PopulationTable, populationTables } from './population.ts'

/** A line of a table's JSON is no row of it. `message` names the file and the row. */
export class BadRow extends Error {}

/** The rows of a table's JSON, a line at a time: `[`, one object on each line, `]`. @throws {BadRow} */
export async function* readRows(archive: OpenArchive, table: PopulationTable): AsyncGenerator<PopulationRow> {
  const name = `${table}.json`
  const columns = populationTables[table].join()
  let row = 0
  for await (const line of createInterface({ input: await archive.read(name), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line === '[' || line === ']' || line === '') continue
    row++
    const found = parse(line.endsWith(',') ? line.slice(0, -1) : line)
    if (found === null || Object.keys(found).join() !== columns) throw new BadRow(`${name}, row ${row}`)
    yield found
  }
}

function parse(line: string): PopulationRow | null {
  try {
    const read: unknown = JSON.parse(line)
    return typeof read === 'object' && !Array.isArray(read) ? (read as PopulationRow | null) : null
  } catch {
    return null
  }
}
