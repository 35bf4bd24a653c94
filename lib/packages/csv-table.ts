import type { CollectionFacts } from '#lib/sources/contract.ts'
import type { PackagedRecord } from './content.ts'
import { csvLine, leafCell, neutral } from './csv-cell.ts'
import { fieldOrder, leavesOf, step } from './leaf.ts'
import type { Translate } from './writer.ts'

/** Records that are read before the columns are settled, and how much text of them is kept meanwhile: memory stays bounded. */
const ahead = { records: 500, characters: 2_000_000 }
const mostColumns = 1_000

/** The last columns of every table, whatever its fields are called. */
export const lastColumns = ['_thirdParty', '_key', '_path', '_more'] as const

type Row = { leaves: { path: string; cell: string; json: string }[]; tail: [string, string, string] }

/**
 * The table of one group. A column is a place in the values of a record, as a JSON Pointer without its first slash: `phone`,
 * `details/phone`, `what/0`. They are settled by the first records; what later ones hold elsewhere stands in `_more`, as JSON.
 */
export class CsvTable {
  private facts: CollectionFacts
  private put: (text: string) => void
  private t: Translate
  private waiting: Row[] = []
  private characters = 0
  private columns: string[] | null = null
  private places = new Map<string, number>()

  constructor(facts: CollectionFacts, put: (text: string) => void, t: Translate) {
    this.facts = facts
    this.put = put
    this.t = t
  }

  record(record: PackagedRecord): void {
    const row = this.rowOf(record)
    if (this.columns) {
      this.write(row)
      return
    }
    this.waiting.push(row)
    this.characters += row.leaves.reduce((sum, { cell }) => sum + cell.length, 0)
    if (this.waiting.length >= ahead.records || this.characters >= ahead.characters) this.settle()
  }

  /** Ends the table; gives its columns. */
  end(): string[] {
    return this.columns ?? this.settle()
  }

  private rowOf(record: PackagedRecord): Row {
    const leaves = fieldOrder(this.facts, record).flatMap(name =>
      [...leavesOf(record.values[name]!, step(name), [])].map(leaf => ({
        path: leaf.pointer,
        cell: leafCell(leaf, this.t),
        json: JSON.stringify(leaf.value),
      })),
    )
    const thirdParty = record.thirdParty === 'no' ? '' : record.thirdParty
    return { leaves, tail: [thirdParty, neutral(JSON.stringify(record.key)), neutral(record.path.join(' → '))] }
  }

  private settle(): string[] {
    const seen = new Set(this.waiting.flatMap(({ leaves }) => leaves.map(({ path }) => path)))
    const known = new Map(this.facts.fields.map(({ name }, index) => [step(name), index]))
    const rank = (path: string) => known.get(path.split('/')[0]!) ?? known.size
    const columns = [...seen].sort((a, b) => rank(a) - rank(b) || byPlace(a, b)).slice(0, mostColumns)
    this.columns = columns
    this.places = new Map(columns.map((path, index) => [path, index]))
    this.put(csvLine([...columns.map(neutral), ...lastColumns]))
    for (const row of this.waiting) this.write(row)
    this.waiting = []
    return columns
  }

  private write({ leaves, tail }: Row): void {
    const cells = new Array<string>(this.places.size).fill('')
    const more: string[] = []
    for (const { path, cell, json } of leaves) {
      const place = this.places.get(path)
      if (place === undefined) more.push(`${JSON.stringify(path)}:${json}`)
      else cells[place] = cell
    }
    this.put(csvLine([...cells, ...tail, more.length > 0 ? neutral(`{${more.join(',')}}`) : '']))
  }
}

/** Step by step; numbers as numbers, so that `what/10` stands after `what/9`. */
const byPlace = (one: string, other: string): number => {
  const [a, b] = [one.split('/'), other.split('/')]
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const [left, right] = [a[index]!, b[index]!]
    if (left === right) continue
    if (/^\d+$/.test(left) && /^\d+$/.test(right)) return Number(left) - Number(right)
    return left < right ? -1 : 1
  }
  return a.length - b.length
}
