import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import type { Json } from '../contract.ts'
import { type Encoding, textOf } from '../files/encoding.ts'
import type { Format, Learnt, Row, Wanted } from '../files/format.ts'
import type { SourceFile } from '../files/list-files.ts'
import { type Opened, readFile } from '../files/read-file.ts'
import { mayAnswer, surplusName } from '../row-values.ts'

/** One record as the parser gives it: its cells as bytes, and how many lines the file had up to its end. */
type Parsed = { record: Buffer[]; info: { lines: number } }

const separators = [',', ';', '\t', '|']

/** The separator that the first line has most of, outside quotation marks. */
const separatorOf = (first: Buffer): string => {
  const line = first
    .toString('latin1')
    .split(/\r?\n/, 1)[0]!
    .replace(/"[^"]*"/g, '')
  const counts = separators.map(one => line.split(one).length)
  return separators[counts.indexOf(Math.max(...counts))]!
}

/** How records end: either way of both systems, also mixed, as where one wrote the header and the other the rows; old Macs had a third. */
const endingsOf = (first: Buffer): string[] => (first.includes(0x0a) ? ['\r\n', '\n'] : ['\r'])

async function* records({ chunks }: Opened): AsyncGenerator<Parsed> {
  const source = chunks[Symbol.asyncIterator]()
  const first = await source.next()
  if (first.done) return
  const all = async function* () {
    yield first.value
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value
  }
  const parser = parse({
    delimiter: separatorOf(first.value),
    record_delimiter: endingsOf(first.value),
    encoding: null,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 1 << 25,
  })
  const input = Readable.from(all(), { objectMode: false })
  input.on('error', fault => parser.destroy(fault))
  try {
    yield* input.pipe(parser) as AsyncIterable<Parsed>
  } finally {
    input.destroy()
    parser.destroy()
  }
}

/** A column without a name, or with one that was there before, is called by its place; so are all where the first line is somebody's row. */
const namesOf = (header: Buffer[], encoding: Encoding): string[] => {
  const written = header.map(cell => textOf(cell, encoding).trim())
  const names = written.some(name => name.includes('@')) ? written.map(() => '') : written
  return names.map((name, index) => (name === '' || names.indexOf(name) < index ? `${surplusName}${index + 1})` : name))
}

async function* rows(file: SourceFile, opened: Opened, wanted: Wanted, learnt: Learnt): AsyncGenerator<Row> {
  let names: string[] | null = null
  let line = 1
  for await (const { record, info } of records(opened)) {
    const began = line
    line = info.lines + 1
    if (names === null) {
      names = namesOf(record, opened.encoding)
      continue
    }
    learnt.rows++
    // Too many cells or too few: searched like every row, and counted, because a cell may stand under the wrong name.
    if (record.length !== names.length) learnt.unreadable++
    const values = record.map((cell, index): [string, Json] => [
      names![index] ?? `${surplusName}${index + 1})`,
      textOf(cell, opened.encoding),
    ])
    const row = { file: file.name, line: began, values: Object.fromEntries(values) }
    if (mayAnswer(row, wanted)) yield row
  }
}

async function* header(opened: Opened): AsyncGenerator<string[]> {
  for await (const { record } of records(opened)) {
    yield namesOf(record, opened.encoding)
    return
  }
}

/** Comma-separated values (RFC 4180), also with semicolons, tabs or bars; the first line names the columns. */
export const csv: Format = {
  may: 'never',
  declared: true,
  rows,
  async columns(file) {
    for await (const names of readFile(file, 'never', header)) return names
    return []
  },
}
