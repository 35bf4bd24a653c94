import type { Format, Learnt, Row, Wanted } from '../files/format.ts'
import { objectOf } from '../files/json-lines.ts'
import { blocksOf } from '../files/lines.ts'
import type { SourceFile } from '../files/list-files.ts'
import { type Opened, readFile } from '../files/read-file.ts'
import { mayAnswer } from '../row-values.ts'

const newline = 0x0a

async function* rows(
  file: SourceFile,
  { encoding, chunks }: Opened,
  wanted: Wanted,
  learnt: Learnt,
): AsyncGenerator<Row> {
  let line = 0
  for await (const block of blocksOf(chunks)) {
    for (let start = 0; start < block.length; ) {
      const found = block.indexOf(newline, start)
      const end = found < 0 ? block.length : found
      const bytes = block.subarray(start, end)
      start = end + 1
      line++
      if (bytes.every(byte => byte <= 0x20)) continue
      learnt.rows++
      const values = objectOf(bytes, encoding)
      if (values === null) {
        learnt.unreadable++
        continue
      }
      for (const name of Object.keys(values)) learnt.columns.add(name)
      const row = { file: file.name, line, values }
      if (mayAnswer(row, wanted)) yield row
    }
  }
}

/** So many lines tell what a file usually holds, before it is read as a whole. */
const looked = 1_000

async function* firstNames({ encoding, chunks }: Opened): AsyncGenerator<string[]> {
  const names = new Set<string>()
  for await (const block of blocksOf(chunks)) {
    for (const line of block.toString('latin1').split('\n').slice(0, looked))
      for (const name of Object.keys(objectOf(Buffer.from(line, 'latin1'), encoding) ?? {})) names.add(name)
    break
  }
  yield [...names]
}

/** One JSON object a line (NDJSON). Nothing declares its fields: every line may bring one more. */
export const jsonl: Format = {
  may: 'never',
  declared: false,
  rows,
  async columns(file) {
    for await (const names of readFile(file, 'never', firstNames)) return names
    return []
  },
}
