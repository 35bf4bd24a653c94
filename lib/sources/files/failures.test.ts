import { execFileSync } from 'node:child_process'
import { appendFile, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FoundRecord } from '../contract.ts'
import { usualLimits } from '../limits.ts'
import { openSources } from '../open-sources.ts'
import { readMap } from '../read-map.ts'
import { searchSource } from '../search.ts'

const table = (kind: string, fields = ['name']) => `
dataset:
- fides_key: shop
  fides_meta: {x_dossier: {kind: ${kind}}}
  collections:
  - name: person
    fields:
    - {name: email, fides_meta: {identity: email}}
${fields.map(name => `    - {name: ${name}}\n`).join('')}`

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dossier-files-'))
})
afterEach(() => rm(folder, { recursive: true }))

const put = (name: string, text: string | Buffer) => writeFile(join(folder, name), text)

const search = async (yaml: string, during = async () => {}) => {
  const records: FoundRecord[] = []
  const { map } = readMap([{ file: 'map.yml', text: yaml }])
  const found = await searchSource({
    map,
    addresses: { shop: { url: pathToFileURL(folder).href } },
    identities: [{ kind: 'email', value: 'ann@example.org' }],
    onRecords: async (_dataset, _collection, all) => {
      await during()
      for await (const record of all) records.push(record)
    },
  })
  return { ...found, records }
}

describe('files that are not as they should be', () => {
  test('ragged rows are searched, counted and named; a cell too many is not lost', async () => {
    await put('a.csv', 'email;name\nann@example.org;Ann;too many\nann@example.org\n\nbo@example.org;Bo\n')
    const { records, collections } = await search(table('csv'))
    expect(records.map(({ key, values }) => [key, values])).toEqual([
      [['a.csv', '2'], { email: 'ann@example.org', name: 'Ann', '(column 3)': 'too many' }],
      [['a.csv', '3'], { email: 'ann@example.org', name: null }],
    ])
    expect(collections).toMatchObject([{ result: 'found', count: 2, reason: 'rows-unreadable: 2' }])
  })

  test.each(['\n', '\r\n'])('rows end where they end, however the header of a CSV file does (%j)', async end => {
    await put(
      'a.csv',
      `name,email${end}Ann,ann@example.org\nBo,bo@example.org\nAnn,ann@example.org\r\nBo,bo@example.org\r\n`,
    )
    const { records, collections } = await search(table('csv'))
    expect(records.map(({ key, values }) => [key[1], values])).toEqual([
      ['2', { email: 'ann@example.org', name: 'Ann' }],
      ['4', { email: 'ann@example.org', name: 'Ann' }],
    ])
    expect(collections[0]).not.toHaveProperty('reason')
  })

  test('a file without the column that is asked by is a failure, also where another of the collection has it', async () => {
    await put('person.2025.csv', 'email,name\nann@example.org,Ann\n')
    await put('person.2026.csv', 'name,mail address\nAnn,ann@example.org\n')
    await put('person.2027.csv', '')
    expect((await search(table('csv'))).collections).toMatchObject([
      { result: 'failed', reason: 'column-missing: email' },
    ])
    await put('person.2026.csv', 'name,email\nAnn,ann@example.org\n')
    expect((await search(table('csv'))).collections).toMatchObject([{ result: 'found', count: 2 }])
  })

  test('what is unclassified never tells anybody’s address: neither a file without a header does, nor values used as keys', async () => {
    await put('a.csv', 'cy@example.org,Cy\nann@example.org,Ann\n')
    const csv = await search(table('csv'))
    expect([csv.collections[0]!.result, csv.unclassified]).toEqual([
      'failed',
      ['shop.person.(column 1)', 'shop.person.(column 2)'],
    ])
    await rm(join(folder, 'a.csv'))
    await put(
      'a.jsonl',
      '{"email": "ann@example.org", "name": "Ann"}\n{"bo@example.org": {"phone": 1}, "cy@example.org": 2}\n',
    )
    expect((await search(table('jsonl'))).unclassified).toEqual(['shop.person.(address)'])
  })

  test('lines that are no JSON are counted, and the others are read', async () => {
    await put('a.jsonl', '{"email": "ann@example.org", "name": 12345678901234567890}\n{"email": "ann@exam\n[]\n')
    const { records, collections } = await search(table('jsonl'))
    expect(records.map(({ values }) => values.name)).toEqual(['12345678901234567890'])
    expect(collections).toMatchObject([{ count: 1, reason: 'rows-unreadable: 2' }])
  })

  test.each([
    ['UTF-16 with a mark', Buffer.from('\ufeffemail,name\nann@example.org,Größe\n', 'utf16le')],
    ['UTF-16 without one', Buffer.from('email,name\nann@example.org,Größe\n', 'utf16le')],
    ['Windows-1252', Buffer.from('email,name\nann@example.org,Größe\n', 'latin1')],
    [
      'UTF-8 that turns into Windows-1252 late',
      Buffer.concat([
        Buffer.from('email,name\n'),
        Buffer.from('x@example.org,a\n'.repeat(9_000)),
        Buffer.from('ann@example.org,Größe\n', 'latin1'),
      ]),
    ],
  ])('%s is read as it was meant', async (_name, bytes) => {
    await put('a.csv', bytes)
    expect((await search(table('csv'))).records.map(({ values }) => values.name)).toEqual(['Größe'])
  })

  test('a packed file that is cut off fails, and what was found before is not called the whole', async () => {
    const packed = gzipSync(`email,name\n${'ann@example.org,Ann\n'.repeat(50_000)}`)
    await put('a.csv.gz', packed.subarray(0, packed.length - 200))
    expect((await search(table('csv'))).collections).toMatchObject([
      { result: 'failed', reason: 'file-damaged: a.csv.gz' },
    ])
  })

  test('a file that changes or vanishes under the search fails', async () => {
    await put('a.csv', `email,name\n${'ann@example.org,Ann\n'.repeat(5_000)}`)
    const touched = await search(table('csv'), () => utimes(join(folder, 'a.csv'), 1, 1))
    expect(touched.collections).toMatchObject([{ result: 'failed', reason: 'file-changed: a.csv' }])
    const gone = await search(table('csv'), () => rm(join(folder, 'a.csv')))
    expect(gone.collections).toMatchObject([{ result: 'failed', reason: 'file-missing: a.csv' }])
  })

  test('a log may grow meanwhile: what comes later is another search’s', async () => {
    const line = '192.0.2.1 - ann@example.org [16/Nov/2026:09:00:00 +0000] "GET / HTTP/1.1" 200 1\n'
    await put('access.log', line.repeat(3))
    const yaml = `
dataset:
- fides_key: shop
  fides_meta: {x_dossier: {kind: access-log}}
  collections:
  - name: line
    fields: [{name: user, fides_meta: {identity: email}}]
`
    const { collections } = await search(yaml, () => appendFile(join(folder, 'access.log'), line))
    expect(collections).toMatchObject([{ result: 'found', count: 3 }])
  })

  test('a folder below is named as not covered, unless the map says why not; a pipe is no file and nobody waits for it', async () => {
    await put('person.csv', 'email,name\nann@example.org,Ann\n')
    await mkdir(join(folder, '2024'))
    expect((await search(table('csv'))).unclassified).toEqual(['shop.2024.*'])
    const excluded = 'kind: csv, exclude: [{table: "2024", reason: test, owner: test, expires: 2099-01-01}]'
    expect((await search(table(excluded))).unclassified).toEqual([])
    execFileSync('mkfifo', [join(folder, 'pipe.csv')])
    expect((await search(table('csv'))).collections).toMatchObject([
      { result: 'failed', reason: 'file-damaged: pipe.csv' },
    ])
  })

  test('a file of the folder that is no collection’s is named, and no file at all is a failure', async () => {
    await put('person.csv', 'email,name\n')
    await put('orders.csv', 'number\n')
    const { map } = readMap([
      {
        file: 'map.yml',
        text: table('csv').replace('fields:', 'fides_meta: {x_dossier: {files: person.csv}}\n    fields:'),
      },
    ])
    const opened = await openSources(map, { shop: { url: pathToFileURL(folder).href } }, usualLimits)
    expect(opened.readers.get('shop')!.coverage().unclassified).toEqual(['shop.orders.csv.number'])
    const none = await openSources(map, { shop: { url: pathToFileURL(join(folder, '*.txt')).href } }, usualLimits)
    expect(none.failed.get('shop')).toMatchObject({ code: 'no-files' })
  })
})
