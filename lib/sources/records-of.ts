import type { FoundRecord, RecordLines } from './contract.ts'

const newline = 0x0a

/** What a source handed on in one go, record by record, each read when it is asked for. Lines are lent: to be read before the next are taken. */
export function* recordsOf(some: FoundRecord[] | RecordLines): Generator<FoundRecord> {
  if (Array.isArray(some)) {
    yield* some
    return
  }
  const { bytes } = some
  for (let from = 0, end = bytes.indexOf(newline); end >= 0; from = end + 1, end = bytes.indexOf(newline, from))
    yield JSON.parse(bytes.toString('utf8', from, end)) as FoundRecord
}
