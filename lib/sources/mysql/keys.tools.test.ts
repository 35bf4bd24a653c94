import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FoundRecord } from '../contract.ts'
import { readMap } from '../read-map.ts'
import { searchSource } from '../search.ts'
import { type MariaDb, startMariaDb } from './mariadb-for-tests.ts'

let server: MariaDb
beforeAll(async () => {
  server = await startMariaDb()
}, 120_000)
afterAll(() => server?.stop())

const id = '{name: id, fides_meta: {primary_key: true}}'
const email = '{name: email, fides_meta: {identity: email}}'
const refersTo = (field: string) =>
  `{name: of, fides_meta: {references: [{dataset: x, field: ${field}, direction: from}]}}`

/** Searches a database of tables with these fields. */
const search = async (schema: string, tables: { [name: string]: string[] }, address: string) => {
  const collections = Object.entries(tables).map(([name, fields]) => `{name: ${name}, fields: [${fields.join(', ')}]}`)
  const text = `dataset: [{fides_key: x, fides_meta: {x_dossier: {kind: mysql, schema: ${schema}}}, collections: [${collections.join(', ')}]}]`
  const { map, problems } = readMap([{ file: 'map.yml', text }])
  expect(problems).toEqual([])
  const records = new Map<string, FoundRecord[]>()
  const { collections: results } = await searchSource({
    map,
    addresses: { x: { url: server.url } },
    identities: [{ kind: 'email', value: address }],
    onRecords: async (_dataset, collection, found) => {
      const all: FoundRecord[] = []
      for await (const record of found) all.push(record)
      records.set(collection, all)
    },
  })
  expect(results.filter(({ result }) => result === 'failed')).toEqual([])
  return (collection: string) => records.get(collection) ?? []
}

const keys = (records: FoundRecord[]) => records.map(({ key }) => key.join('/'))

test('keys of bytes are compared as bytes: what is no text is not one question mark like another', async () => {
  await server.execute(`
    create database bytes character set utf8mb4; use bytes;
    create table person (id binary(16) primary key, email varbinary(100), flags bit(16));
    insert into person values
      (x'fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0', 'Ann@example.org', 255), (x'efeeedecebeae9e8e7e6e5e4e3e2e1e0', 'bo@example.org', 254),
      (x'41424300000000000000000000000000', 'cy@example.org', 1);
    create table visit (id int primary key, of binary(16));
    insert into visit values (1, x'fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0'), (2, x'efeeedecebeae9e8e7e6e5e4e3e2e1e0'), (3, 'ABC'), (4, '????????????????');
    create table written (id int primary key, of varbinary(100)); insert into written values (1, 'Ann@example.org'), (2, 'ann@example.org');
    create table flagged (id int primary key, of bit(16)); insert into flagged values (1, 255), (2, 254), (3, 1);
    create table part (a binary(2), b int, email varchar(100), primary key (a, b)); insert into part values (x'ff00', 1, 'ann@example.org'), (x'fe00', 1, 'bo@example.org');
  `)
  const tables = {
    person: [id, email, '{name: flags}'],
    visit: [id, refersTo('person.id')],
    written: [id, refersTo('person.email')],
    flagged: [id, refersTo('person.flags')],
  }
  const ann = await search('bytes', tables, 'ann@example.org')
  expect(keys(ann('person'))).toEqual(['0xFFFEFDFCFBFAF9F8F7F6F5F4F3F2F1F0'])
  expect([keys(ann('visit')), keys(ann('written')), keys(ann('flagged'))]).toEqual([['1'], ['1'], ['1']])
  expect(keys((await search('bytes', tables, 'bo@example.org'))('visit'))).toEqual(['2'])
  expect(keys((await search('bytes', tables, 'cy@example.org'))('visit'))).toEqual(['3'])
})

test('42 is 42, also where the column writes it with zeros before', async () => {
  await server.execute(`
    create database zeros character set utf8mb4; use zeros;
    create table person (id int(8) zerofill primary key, email varchar(100)); insert into person values (42, 'ann@example.org');
    create table whole (id int primary key, of bigint); insert into whole values (1, 42), (2, 43);
    create table filled (id int primary key, of bigint(20) zerofill); insert into filled values (1, 42), (2, 420);
    create table text (id int primary key, of varchar(20)); insert into text values (1, '42'), (2, '00000042');
  `)
  const tables = ['whole', 'filled', 'text'].map(name => [name, [id, refersTo('person.id')]])
  const ann = await search('zeros', { person: [id, email], ...Object.fromEntries(tables) }, 'ann@example.org')
  expect(['whole', 'filled', 'text'].map(name => keys(ann(name)))).toEqual([['1'], ['1'], ['1']])
})

test('lists on the way to a part of a document are opened, as PostgreSQL opens them', async () => {
  await server.execute(`
    create database lists character set utf8mb4; use lists;
    create table person (id int primary key, body json);
    insert into person values (1, '{"ways": [{"mail": "bo@example.org"}, {"mail": ["Ann@example.org"], "number": 7}]}'), (2, '{"ways": {"mail": "ann@example.org", "number": [8]}}'),
      (3, '[{"ways": {"mail": "ann@example.org"}}]'), (4, '{"ways": {"friend": {"mail": "ann@example.org"}}}');
    create table numbered (id int primary key, of int); insert into numbered values (1, 7), (2, 8), (3, 9);
  `)
  const ways = '{name: ways, fields: [{name: mail, fides_meta: {identity: email}}, {name: number}]}'
  const tables = {
    person: [id, `{name: body, fields: [${ways}]}`],
    numbered: [id, refersTo('person.body.ways.number')],
  }
  const ann = await search('lists', tables, 'ann@example.org')
  expect([keys(ann('person')), keys(ann('numbered'))]).toEqual([
    ['1', '2', '3'],
    ['1', '2'],
  ])
})

test('an address in capitals is found under a collation that holds I and i for two letters', async () => {
  await server.execute(`
    create database letters character set utf8mb4; use letters;
    create table person (id int primary key, email varchar(100) collate utf8mb4_turkish_ci, key (email));
    insert into person values (1, 'INFO@example.org'), (2, 'info@example.org'), (3, 'ınfo@example.org');
  `)
  expect(keys((await search('letters', { person: [id, email] }, 'info@example.org'))('person'))).toEqual(['1', '2'])
})

test('a picture of more than half the largest packet arrives whole, and tells its row from others', async () => {
  await server.execute(`
    create database pictures character set utf8mb4; use pictures;
    create table person (email varchar(100), picture longblob, note longtext);
    insert into person values ('ann@example.org', repeat(x'ff00', 4400000), 'a'), ('ann@example.org', repeat(x'ff01', 4400000), 'a'), ('ann@example.org', '', 'b'), ('ann@example.org', null, 'b');
  `)
  const records = (await search('pictures', { person: [email, '{name: picture}', '{name: note}'] }, 'ann@example.org'))(
    'person',
  )
  const pictures = records.map(({ values }) => (typeof values.picture === 'string' ? values.picture : ''))
  expect(pictures.map(({ length }) => length).sort((a, b) => a - b)).toEqual([0, 2, 17_600_002, 17_600_002])
  expect(pictures.map(text => text.slice(0, 6)).sort()).toEqual(['', '0x', '0xFF00', '0xFF01'])
  expect(new Set(records.map(({ key }) => key[0])).size).toBe(4)
}, 60_000)

test('a telephone number is found however a column keeps and writes it, and no other number is', async () => {
  const written = `(1, '(01) 234-5678'), (2, '00353.1/2345678'), (3, '+353 1 234 5679'), (4, '+353 1 234 56780'), (5, '01 2345678 x1'), (6, '01 234 5678, 01 234 5679'), (7, null)`
  const types = {
    latin: 'varchar(60) character set latin1 collate latin1_general_cs',
    wide: 'varchar(60) character set utf16',
    turkish: 'text collate utf8mb4_turkish_ci',
    binary_letters: 'varchar(60) collate utf8mb4_bin',
    bytes: 'varbinary(60)',
    blob_bytes: 'blob',
  }
  const created = Object.entries(types).map(
    ([name, type]) => `create table ${name} (id int primary key, of ${type}); insert into ${name} values ${written};`,
  )
  await server.execute(`
    create database numbers character set utf8mb4; use numbers;
    create table person (id int primary key, email varchar(100), phone varchar(60));
    insert into person values (1, 'ann@example.org', '+353 1 234 5678'), (2, 'bo@example.org', 'ext. 12'), (3, 'cy@example.org', '12-345');
    ${created.join('\n')}
    insert into latin values (8, '01\u00a0234 5678'), (9, 'EXT. 12'), (10, 'ext. 12'), (11, '12345');
    insert into bytes values (8, x'3031ff'), (9, 'EXT. 12'), (10, 'ext. 12'), (11, '12345');
    create table filled (id int primary key, of bigint(20) zerofill); insert into filled values (1, 35312345678), (2, 12345678), (3, 12345);
    create table document (id int primary key, more json);
    insert into document values (1, '{"of": ["01 234 5679", "+353-1-2345678"]}'), (2, '{"of": 35312345678}'), (3, '{"of": ["01", "2345678"]}');
  `)
  const number = refersTo('person.phone').replace(
    'direction: from}]',
    'direction: from}], x_dossier: {match: telephone}',
  )
  const names = [...Object.keys(types), 'filled']
  const tables = {
    person: [id, email, '{name: phone}'],
    ...Object.fromEntries(names.map(name => [name, [id, number]])),
    document: [id, `{name: more, fields: [${number}]}`],
  }
  const ann = await search('numbers', tables, 'ann@example.org')
  expect(names.map(name => [name, keys(ann(name))])).toEqual([
    ['latin', ['1', '2', '8']],
    ...names.slice(1, -1).map(name => [name, ['1', '2']]),
    ['filled', ['1']],
  ])
  expect(keys(ann('document'))).toEqual(['1', '2'])
  const bo = await search('numbers', tables, 'bo@example.org')
  expect([keys(bo('latin')), keys(bo('bytes'))]).toEqual([['10'], ['10']])
  const cy = await search('numbers', tables, 'cy@example.org')
  expect([keys(cy('latin')), keys(cy('bytes')), keys(cy('filled'))]).toEqual([[], [], []])
})
