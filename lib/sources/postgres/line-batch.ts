import type { RecordLines } from '../contract.ts'
import { recordOf } from '../sql/record-of-row.ts'
import type { Arrival } from '../walk.ts'
import type { Row } from './connect.ts'
import type { Batch } from './cursor.ts'
import { exactRow } from './exact-row.ts'
import type { ReadStatement } from './read-statement.ts'

/** Writes the row of a statement as the line of its record, in the order of `FoundRecord`. */
export type LineWriter = (row: Row) => string

/** Values that the server wrote pass as they are, as far as they are exact. */
export const lineWriter = (arrivals: Arrival[], { written, ...shape }: ReadStatement): LineWriter => {
  if (written === null) return row => `${JSON.stringify(recordOf(row, arrivals, shape))}\n`
  const heads = arrivals.map(({ path, third }) => `],"path":${JSON.stringify(path)},"thirdParty":"${third}","values":`)
  const last = 1 + shape.keyLength
  const keyOf = (row: Row) => {
    let key = JSON.stringify(row[1])
    for (let part = 2; part < last; part++) key += `,${JSON.stringify(row[part])}`
    return key
  }
  const valuesOf = written.mayDiffer ? exactRow : (json: string) => json
  return row => `{"key":[${keyOf(row)}${heads[Number(row[0])]}${valuesOf(row[last]!)}}\n`
}

/** Texts of this many characters become bytes: small ones live and die where collecting them costs nothing. */
const handed = 1 << 15

/** The rows of one fetch as lines. */
export class LineBatch implements Batch {
  readonly #write: LineWriter
  readonly #lines: RecordLines[] = []
  #text = ''
  #handed = 0
  records = 0
  length = 0

  constructor(write: LineWriter) {
    this.#write = write
  }

  take(row: Row): void {
    const line = this.#write(row)
    this.#text += line
    this.length += line.length
    this.records++
    if (this.#text.length >= handed) this.#hand()
  }

  #hand(): void {
    this.#lines.push({ records: this.records - this.#handed, bytes: Buffer.from(this.#text, 'utf8') })
    this.#handed = this.records
    this.#text = ''
  }

  lines(): RecordLines[] {
    if (this.#text !== '') this.#hand()
    return this.#lines
  }
}
