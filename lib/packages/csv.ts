import { createHash, type Hash } from 'node:crypto'
import type { CollectionFacts } from '#lib/sources/contract.ts'
import type { PackageHead } from './content.ts'
import { byteOrderMark, csvLine, neutral } from './csv-cell.ts'
import { certificateLines } from './csv-certificate.ts'
import { CsvTable } from './csv-table.ts'
import { inLanguage } from './leaf.ts'
import { Outlet } from './outlet.ts'
import { flatten } from './received.ts'
import { periodWords, valueWords } from './words.ts'
import type { PackageWriter, Part, Translate } from './writer.ts'

/**
 * Writes the tables, one CSV for each group, then the certificate, one that lists the groups and one that explains the columns. They leave one
 * after the other in one stream, as the groups come: each is a part of it, and no table waits in memory for its end.
 */
export const csvWriter = (t: Translate): PackageWriter & { parts(): Part[] } => {
  const outlet = new Outlet()
  const files = new Files(outlet)
  const listed: { name: string; facts: CollectionFacts; columns: string[] }[] = []
  let head: PackageHead
  let table: CsvTable | null = null
  let facts: CollectionFacts | null = null

  const closeTable = () => {
    if (!table || !facts) return
    listed.push({ facts, columns: table.end(), name: files.close() })
    table = null
  }

  return {
    output: outlet,
    parts: () => files.closed,
    begin(opening) {
      head = opening
      return outlet.room()
    },
    group(next) {
      closeTable()
      facts = next
      files.open(tableName(listed.length + 1, next))
      table = new CsvTable(next, text => files.put(text), t)
      return outlet.room()
    },
    record(record) {
      if (!table) throw new Error('a record came before its group')
      table.record(record)
      return outlet.room()
    },
    end() {
      closeTable()
      files.write('csv/certificate.csv', certificateLines(head, t))
      files.write('csv/groups.csv', groupLines(head, listed, t))
      files.write('csv/columns.csv', columnLines(head.locale, listed))
      files.write('csv/recipients.csv', recipientLines(head, t))
      outlet.end()
      return Promise.resolve()
    },
  }
}

/** From the ids of the map, letters and digits only, so that no name leaves its folder; the number keeps two of them apart. */
const tableName = (number: number, { dataset, collection }: CollectionFacts): string => {
  const words = `${dataset}-${collection}`.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 60)
  return `csv/${`${number}`.padStart(2, '0')}-${words.replaceAll(/^-+|-+$/g, '') || 'group'}.csv`
}

class Files {
  readonly closed: Part[] = []
  private outlet: Outlet
  private current: { name: string; start: number; hash: Hash } | null = null

  constructor(outlet: Outlet) {
    this.outlet = outlet
  }

  open(name: string): void {
    this.current = { name, start: this.outlet.bytes, hash: createHash('sha256') }
    this.put(byteOrderMark)
  }

  put(text: string): void {
    const bytes = Buffer.from(text, 'utf8')
    this.current?.hash.update(bytes)
    this.outlet.put(bytes)
  }

  close(): string {
    if (!this.current) throw new Error('no table is open')
    const { name, start, hash } = this.current
    this.closed.push({ name, start, bytes: this.outlet.bytes - start, sha256: hash.digest('hex') })
    return name
  }

  write(name: string, lines: string[][]): void {
    this.open(name)
    for (const line of lines) this.put(csvLine(line.map(neutral)))
    this.close()
  }
}

type Listed = { name: string; facts: CollectionFacts; columns: string[] }[]

/**
 * Every place that was searched, found or not, with the facts of Art. 15(1) GDPR where something was found; then what was not searched. Who
 * has the tables alone must see what is missing.
 */
const groupLines = (head: PackageHead, listed: Listed, t: Translate): string[][] => {
  const words = (text: Parameters<typeof inLanguage>[0] | undefined) => (text ? inLanguage(text, head.locale) : '')
  const names = [
    'file',
    'dataset',
    'collection',
    'label',
    'result',
    'count',
    'withheldRecords',
    'withheldValues',
    'withheldParts',
  ]
  const rows = head.coverage.map(row => {
    const table = listed.find(({ facts }) => facts.dataset === row.dataset && facts.collection === row.collection)
    const facts = table?.facts
    const counts = [row.count, row.withheldRecords, row.withheldValues, row.withheldParts].map(String)
    return [
      table?.name.replace('csv/', '') ?? '',
      row.dataset,
      row.collection,
      words(row.label ?? row.collection),
      row.result,
      ...counts,
      row.reason ?? '',
      words(facts?.purpose),
      words(facts?.legalBasis),
      words(facts?.source),
      facts?.recipients.join('\n') ?? '',
      facts?.retention ? `${periodWords(facts.retention.period, t)} (${facts.retention.anchor})` : '',
      (row.remarks ?? []).map(({ code, count }) => t(`coverage.remark.${code}`, { count })).join('\n'),
    ]
  })
  const columns = [...names, 'reason', 'purpose', 'legalBasis', 'source', 'recipients', 'retention', 'remarks']
  const unsearched = [
    ...head.unclassified.map(what => ({ what, result: 'unclassified', reason: t('coverage.unclassified-title') })),
    ...head.sources.flatMap(({ excluded }) =>
      excluded.map(({ what, reason }) => ({ what, result: 'excluded', reason })),
    ),
  ].map(({ what, result, reason }) => ['', '', what, what, result, '', '', '', '', reason, '', '', '', '', '', ''])
  return [columns, ...rows, ...unsearched]
}

const recipientLines = (head: PackageHead, t: Translate): string[][] => [
  ['recipient', 'at', 'what', 'purpose', 'record'],
  ...head.received.disclosures.map(one => [
    ...[one.recipient, one.at, flatten(one.what), one.purpose].map(value => valueWords(value, t)),
    one.pointer,
  ]),
  ...head.received.standing.flatMap(({ dataset, collection, recipients }) =>
    recipients.map(recipient => [recipient, '', `${dataset}.${collection}`, '', '']),
  ),
  ...(head.received.more > 0 ? [['', '', t('received.more', { count: head.received.more }), '', '']] : []),
]

const columnLines = (locale: string, listed: Listed): string[][] => [
  ['file', 'column', 'label', 'categories', 'explain'],
  ...listed.flatMap(({ name, facts, columns }) =>
    columns.map(column => {
      const path = column.replaceAll('/', '.')
      const field =
        facts.fields.find(one => one.name === path) ?? facts.fields.find(one => one.name === column.split('/')[0])
      const label = field ? inLanguage(field.label, locale) : column
      return [
        name.replace('csv/', ''),
        column,
        label,
        field?.categories.join(' ') ?? '',
        field?.explain ? inLanguage(field.explain, locale) : '',
      ]
    }),
  ),
]
