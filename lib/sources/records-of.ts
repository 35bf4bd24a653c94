import type { FoundRecord, RecordLines } from './contract.ts'

/** What a source handed on in one go, record by record. */
export const recordsOf = (some: FoundRecord[] | RecordLines): FoundRecord[] =>
  Array.isArray(some)
    ? some
    : some.bytes
        .toString('utf8')
        .split('\n')
        .flatMap(line => (line ? [JSON.parse(line) as FoundRecord] : []))
