import { canonical, type Json } from '#lib/history/canonical.ts'
import { byteOrderMark, csvLine } from '#lib/history/csv.ts'

/** One row of the export: references, ids, codes, dates, numbers, hashes and commitments; no name, no address, no text. */
export type PopulationRow = { readonly [column: string]: Json }

/**
 * What is taken away, table by table, and the columns of each in their order. `requests` is the log that 11 CCR 7101(b) and Colorado's
 * rule 6.11 want kept: day, nature and manner of each request, day and nature of the answer, ground of a denial, appeal and its result.
 */
export const populationTables = {
  requests: [
    ...[
      'ref',
      'id',
      'right',
      'rules',
      'country',
      'channel',
      'status',
      'outcome',
      'assigned_to',
      'received_at',
      'due_on',
    ],
    ...['proved_at', 'proof', 'answered_at', 'answer', 'timeliness', 'days', 'extended_at', 'extension_ground'],
    ...['refusal_ground', 'withheld', 'appeals', 'appeal_outcome', 'complaints', 'complaint_outcome', 'opened_at'],
  ],
  deadlines: [
    ...[
      'ref',
      'matter',
      'duty',
      'rule',
      'rule_version',
      'calendar_version',
      'zone',
      'start_on',
      'base_due_on',
      'due_on',
    ],
    ...['due_at', 'safe_on', 'notice_by', 'status', 'governs', 'confirmed', 'fulfilled_at', 'steps'],
  ],
  events: ['ref', 'version', 'at', 'actor', 'type', 'leaf', 'data'],
} as const satisfies { [table: string]: readonly string[] }

export type PopulationTable = keyof typeof populationTables
export const tableNames = Object.keys(populationTables) as PopulationTable[]

/** Nothing is an empty cell, a list of codes its codes with spaces between them, anything deeper its canonical JSON (RFC 8785). */
function cellOf(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value) && value.every(one => typeof one === 'string')) return value.join(' ')
  return typeof value === 'object' ? canonical(value) : String(value)
}

const csvHead = (table: PopulationTable): string => byteOrderMark + csvLine(populationTables[table])

const csvRow = (table: PopulationTable, row: PopulationRow): string =>
  csvLine(populationTables[table].map(column => cellOf(row[column])))

export type Pages = AsyncIterable<readonly PopulationRow[]>

/** A table as CSV, page by page: what a spreadsheet opens. */
export async function* csvOf(table: PopulationTable, pages: Pages): AsyncGenerator<string> {
  yield csvHead(table)
  for await (const page of pages) yield page.map(row => csvRow(table, row)).join('')
}

/** The same rows as one JSON array with a line for each row, so that a reader need not hold them all. */
export async function* jsonOf(table: PopulationTable, pages: Pages): AsyncGenerator<string> {
  yield '['
  let before = '\n'
  for await (const page of pages)
    for (const row of page) {
      const ordered = Object.fromEntries(populationTables[table].map(column => [column, row[column] ?? null]))
      yield `${before}${JSON.stringify(ordered)}`
      before = ',\n'
    }
  yield '\n]\n'
}
