import { isUtf8 } from 'node:buffer'
import type { RecordLines } from '../contract.ts'
import type { Arrival } from '../walk.ts'
import { comma, quote } from './ascii.ts'
import type { Batch } from './cursor.ts'
import { isMoment, longestMoment, putMoment } from './moment.ts'
import { isPlainJson, isPlainText } from './plain.ts'
import type { ReadStatement, Selected } from './read-statement.ts'

/** Lines are handed on in pieces of this many bytes. */
const wanted = 1 << 17
/** What a batch begins with: most collections have a few rows of a person. */
const small = 1 << 12
/** From this many bytes on it is quicker to let the runtime copy. */
const worthACall = 64

const none = Buffer.from('null')
const begins = Buffer.from('{"key":[')
const ends = Buffer.from('}}\n')

/** What is the same in every line of a statement, and where a row's values are while it is written. */
export type LineShape = Pick<ReadStatement, 'arrival' | 'key'> & {
  /** From the end of the key to the values, for each arrival. */
  heads: Buffer[]
  fields: (Selected & { name: Buffer })[]
  /** Bytes of a line that come from no value, at most. */
  constant: number
  from: Int32Array
  to: Int32Array
}

export const lineShape = (arrivals: Arrival[], { arrival, key, fields, selected }: ReadStatement): LineShape => {
  const heads = arrivals.map(({ path, third }) =>
    Buffer.from(`],"path":${JSON.stringify(path)},"thirdParty":"${third}","values":{`),
  )
  const named = fields.map(({ name, ...field }, index) => ({
    ...field,
    name: Buffer.from(`${index === 0 ? '' : ','}${JSON.stringify(name)}:`),
  }))
  // Of each value its quotes and a comma; and some are longer than what was sent of them: moments, and `null`.
  const around = (3 + longestMoment) * (key.length + fields.length)
  const names = named.reduce((sum, { name }) => sum + name.length, 0)
  const constant = begins.length + Math.max(0, ...heads.map(head => head.length)) + names + around + ends.length
  return { arrival, key, heads, fields: named, constant, from: new Int32Array(selected), to: new Int32Array(selected) }
}

/** Lines, and what they are written in. */
type Piece = RecordLines & { memory: Buffer }

/** Memory for pieces, used again and again: what is given up piece by piece costs as much to collect as the rows to write. */
export class Pieces {
  readonly #free: Buffer[] = []

  take(length: number): Buffer {
    return (length <= wanted ? this.#free.pop() : undefined) ?? Buffer.allocUnsafeSlow(Math.max(wanted, length))
  }

  give({ memory }: Piece): void {
    if (memory.length === wanted) this.#free.push(memory)
  }
}

/** The rows of one fetch as lines of records, in the order of `FoundRecord`. Values pass as the server's bytes wherever those are JSON. */
export class LineBatch implements Batch {
  readonly #shape: LineShape
  readonly #pieces: Pieces
  readonly #lines: Piece[] = []
  #out: Buffer = Buffer.allocUnsafeSlow(small)
  #at = 0
  /** Room that a row needs as long as its values pass as they are. */
  #most = 0
  #handed = { records: 0, bytes: 0 }
  records = 0

  constructor(shape: LineShape, pieces: Pieces) {
    this.#shape = shape
    this.#pieces = pieces
  }

  get length() {
    return this.#handed.bytes + this.#at
  }

  take(bytes: Buffer, at: number): void {
    const { arrival, key, heads, fields, constant } = this.#shape
    // A key mostly is a value as well.
    this.#most = constant + 2 * this.#place(bytes, at)
    if (this.#at + this.#most > this.#out.length) {
      this.#hand()
      this.#out = this.#pieces.take(this.#most)
    }
    this.#put(begins)
    for (let part = 0; part < key.length; part++) {
      if (part > 0) this.#out[this.#at++] = comma
      this.#value(key[part]!, bytes)
    }
    this.#put(heads[arrival === null ? 0 : this.#number(bytes, arrival)]!)
    for (const field of fields) {
      this.#put(field.name)
      this.#value(field, bytes)
    }
    this.#put(ends)
    this.records++
  }

  /** To be given back to `pieces` when they are no longer needed. */
  lines(): Piece[] {
    this.#hand()
    return this.#lines
  }

  /** Finds the values of a row, and says how many bytes they are; one that is none ends before it begins. */
  #place(bytes: Buffer, at: number): number {
    const { from, to } = this.#shape
    let start = at + 2
    for (let value = 0; value < from.length; value++) {
      const length = bytes.readInt32BE(start)
      from[value] = start + 4
      to[value] = start + 4 + length
      start += 4 + Math.max(0, length)
    }
    return start - at
  }

  #number(bytes: Buffer, value: number): number {
    return Number(bytes.toString('latin1', this.#shape.from[value], this.#shape.to[value]))
  }

  #value({ at, form, decode }: Selected, bytes: Buffer): void {
    const from = this.#shape.from[at]!
    const to = this.#shape.to[at]!
    const zoned = form === 'zoned-moment'
    if (to < from) this.#put(none)
    else if (form === 'text' && isPlainText(bytes, from, to)) this.#quoted(bytes, from, to)
    else if (form === 'json' && isPlainJson(bytes, from, to)) this.#copy(bytes, from, to)
    else if ((zoned || form === 'moment') && isMoment(bytes, from, to)) this.#moment(bytes, from, zoned)
    else this.#read(JSON.stringify(decode(bytes.toString('utf8', from, to))))
  }

  #quoted(bytes: Buffer, from: number, to: number): void {
    this.#out[this.#at++] = quote
    this.#copy(bytes, from, to)
    this.#out[this.#at++] = quote
  }

  #moment(bytes: Buffer, from: number, zoned: boolean): void {
    this.#out[this.#at++] = quote
    this.#at = putMoment(bytes, from, zoned, this.#out, this.#at)
    this.#out[this.#at++] = quote
  }

  #read(json: string): void {
    const length = Buffer.byteLength(json)
    this.#room(length + this.#most)
    this.#at += this.#out.write(json, this.#at)
  }

  #copy(bytes: Buffer, from: number, to: number): void {
    if (to - from >= worthACall) this.#at += bytes.copy(this.#out, this.#at, from, to)
    else {
      const out = this.#out
      let at = this.#at
      for (let next = from; next < to; next++) out[at++] = bytes[next]!
      this.#at = at
    }
  }

  #put(bytes: Buffer): void {
    this.#copy(bytes, 0, bytes.length)
  }

  #room(length: number): void {
    if (this.#at + length <= this.#out.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#at + length, 2 * this.#out.length))
    this.#out.copy(larger, 0, 0, this.#at)
    this.#out = larger
  }

  #hand(): void {
    if (this.#at === 0) return
    const written = this.#out.subarray(0, this.#at)
    // A database without an encoding may hold what is no UTF-8.
    const bytes = isUtf8(written) ? written : Buffer.from(written.toString('utf8'))
    this.#lines.push({ records: this.records - this.#handed.records, bytes, memory: this.#out })
    this.#handed = { records: this.records, bytes: this.length }
    this.#at = 0
  }
}
