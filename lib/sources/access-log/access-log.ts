import type { Format, Learnt, Row, Wanted } from '../files/format.ts'
import { objectOf } from '../files/json-lines.ts'
import { blocksOf } from '../files/lines.ts'
import type { SourceFile } from '../files/list-files.ts'
import { type Opened, readFile } from '../files/read-file.ts'
import { mayAnswer } from '../row-values.ts'
import { lineSieve } from './line-sieve.ts'
import { lineColumns, valuesOf, valuesOfObject } from './log-values.ts'
import { putVisitsTogether, visitColumns } from './put-visits-together.ts'
import { newTokens, type Tokens, tokenise } from './tokens.ts'

const [newline, brace, carriageReturn] = [0x0a, 0x7b, 0x0d]

async function* rows(
  file: SourceFile,
  { encoding, chunks }: Opened,
  wanted: Wanted,
  learnt: Learnt,
): AsyncGenerator<Row> {
  const tokens = newTokens()
  const passes = lineSieve(wanted)
  let line = 0
  for await (const block of blocksOf(chunks)) {
    for (let start = 0; start < block.length; ) {
      const found = block.indexOf(newline, start)
      const [from, after] = [start, found < 0 ? block.length : found]
      const end = block[after - 1] === carriageReturn ? after - 1 : after
      start = after + 1
      line++
      if (end <= from) continue
      learnt.rows++
      if (block[from] !== brace && tokenise(block, from, end, tokens)) {
        if (!passes(block, from, tokens)) continue
        const row = { file: file.name, line, values: valuesOf(block, from, tokens, encoding) }
        if (mayAnswer(row, wanted)) yield row
        continue
      }
      const object = block[from] === brace ? objectOf(block.subarray(from, end), encoding) : null
      if (object === null) {
        learnt.unreadable++
        continue
      }
      const row = { file: file.name, line, values: valuesOfObject(object) }
      for (const name of Object.keys(row.values)) learnt.columns.add(name)
      if (mayAnswer(row, wanted)) yield row
    }
  }
}

/** What the first lines of a log have beside the usual. */
async function* firstColumns({ encoding, chunks }: Opened): AsyncGenerator<string[]> {
  const names = new Set(lineColumns)
  const tokens: Tokens = newTokens()
  for await (const block of blocksOf(chunks)) {
    for (let start = 0, looked = 0; start < block.length && looked < 200; looked++) {
      const found = block.indexOf(newline, start)
      const end = found < 0 ? block.length : found
      const values = tokenise(block, start, end, tokens)
        ? valuesOf(block, start, tokens, encoding)
        : valuesOfObject(objectOf(block.subarray(start, end), encoding) ?? {})
      for (const name of Object.keys(values)) names.add(name)
      start = end + 1
    }
    break
  }
  yield [...names]
}

/** Logs of a web server: Common, Combined, either with more fields at the end, and JSON lines as nginx writes them. */
export const accessLog: Format = {
  may: 'grow',
  declared: false,
  rows,
  made: { visit: { columns: visitColumns, from: putVisitsTogether } },
  async columns(file) {
    for await (const names of readFile(file, 'grow', firstColumns)) return names
    return lineColumns
  },
}
