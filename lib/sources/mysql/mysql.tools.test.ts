import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nearMissesOf } from '#lib/collection/decoys.ts'
import { checkSources } from '../check-sources.ts'
import type { FoundRecord } from '../contract.ts'
import { readMap } from '../read-map.ts'
import { fourSchemas } from '../schemas/four-schemas.fixture.ts'
import { type Search, searchSource } from '../search.ts'
import { type MariaDb, startMariaDb } from './mariadb-for-tests.ts'

let server: MariaDb
beforeAll(async () => {
  server = await startMariaDb()
}, 120_000)
afterAll(() => server?.stop())

const mapOf = (yaml: string) => {
  const { map, problems } = readMap([{ file: 'map.yml', text: yaml }])
  expect(problems).toEqual([])
  return map
}

const search = async (yaml: string, address: string, more: Partial<Search> = {}) => {
  const map = mapOf(yaml)
  const records = new Map<string, FoundRecord[]>()
  const identity = { kind: 'email' as const, value: address }
  const searched = await searchSource({
    map,
    addresses: Object.fromEntries(map.datasets.map(({ connection }) => [connection, { url: server.url }])),
    identities: [identity],
    onRecords: async (_dataset, collection, found) => {
      const all: FoundRecord[] = []
      for await (const record of found) all.push(record)
      records.set(collection, all)
    },
    ...more,
  })
  return {
    ...searched,
    records,
    results: searched.collections.map(one => [one.collection, one.result, 'reason' in one ? one.reason : one.count]),
    keys: (collection: string) => (records.get(collection) ?? []).map(({ key }) => key.join('/')),
  }
}

describe('a blog engine in MariaDB: entity, attribute, value', () => {
  const blog = fourSchemas.find(one => one.name === 'blog')!
  const map = blog.map.replace('connection: example,', 'connection: example, kind: mysql,')
  beforeAll(async () => {
    const sql = readFileSync(new URL('../schemas/blog.sql', import.meta.url), 'utf8')
      .replace(/^grant .*$/gm, '')
      .replace('create schema blog;', 'create database blog character set utf8mb4 collate utf8mb4_unicode_ci;')
      .replaceAll(' timestamp not null', ' datetime not null')
    await server.execute(sql)
  })

  test('finds what the oracle of the same schema says, and nothing else', async () => {
    const found = await search(map, 'ann@example.org')
    expect(found.results.filter(([, result]) => result === 'failed')).toEqual([])
    for (const [collection, keys] of Object.entries(blog.oracle['ann@example.org']!)) {
      if (typeof keys === 'string') continue
      expect([collection, found.keys(collection.replace('blog.', '')).sort()]).toEqual([collection, keys])
    }
    expect(found.results.at(-1)![1]).toBe('unreachable')
    expect(found.unclassified).toEqual([])
    expect(found.snapshots).toMatchObject([{ lsn: null, fingerprint: expect.stringMatching(/^sha256:/) }])
  })

  test('the same search gives the same records in the same order', async () => {
    const told = async () => JSON.stringify([...(await search(map, 'ann@example.org')).records])
    expect(await told()).toBe(await told())
  })

  test('forty near-misses through the same search reach nothing', async () => {
    const identity = { kind: 'email' as const, value: 'ann@example.org' }
    const { probed } = await search(map, 'ann@example.org', { nearMisses: nearMissesOf([identity], 40) })
    expect(probed.tried).toBeGreaterThan(30)
    expect(probed.crossed).toEqual([])
  })

  test('a new column is unclassified until somebody says what it is', async () => {
    await server.execute('alter table blog.wp_users add column user_phone varchar(40)')
    try {
      const [checked] = await checkSources(mapOf(map), { example: { url: server.url } })
      expect(checked).toMatchObject({ failed: null, unclassified: ['blog.wp_users.user_phone'], missing: [] })
    } finally {
      await server.execute('alter table blog.wp_users drop column user_phone')
    }
  })
})

const traps = `
dataset:
- fides_key: trap
  fides_meta: {x_dossier: {kind: mysql, schema: trap, exclude: [{table: big, reason: test, owner: test, expires: 2099-01-01}]}}
  collections:
  - name: person
    fields:
    - {name: id, fides_meta: {primary_key: true}}
    - {name: email, fides_meta: {identity: email}}
    - {name: name}
  - name: folded
    fields: [{name: id, fides_meta: {primary_key: true}}, {name: code, fides_meta: {references: [{dataset: trap, field: person.name, direction: from}]}}]
  - name: exact_only
    fields: [{name: id, fides_meta: {primary_key: true}}, {name: mail, fides_meta: {identity: email, x_dossier: {match: exact}}}]
  - name: of_number
    fields: [{name: id, fides_meta: {primary_key: true}}, {name: person, fides_meta: {references: [{dataset: trap, field: person.id, direction: from}]}}]
  - name: document
    fields:
    - {name: id, fides_meta: {primary_key: true}}
    - {name: body, fields: [{name: owner, fields: [{name: mails, fides_meta: {identity: email}}]}]}
  - name: pair
    fields: [{name: a, fides_meta: {primary_key: true}}, {name: b, fides_meta: {primary_key: true}}, {name: person, fides_meta: {references: [{dataset: trap, field: person.id, direction: from}]}}]
  - name: of_pair
    fides_meta: {x_dossier: {references: [{fields: [a, b], dataset: trap, collection: pair, to: [a, b], direction: from}]}}
    fields: [{name: id, fides_meta: {primary_key: true}}, {name: a}, {name: b}]
  - name: kinds
    fields:
    - {name: person, fides_meta: {references: [{dataset: trap, field: person.id, direction: from}]}}
    ${['big', 'small', 'amount', 'f', 'd', 'day', 'moment', 'bits', 'bytes', 'doc', 'words', 'choice', 'latin'].map(name => `- {name: ${name}}`).join('\n    ')}
`

describe('collations, types and keys of MariaDB', () => {
  beforeAll(() =>
    server.execute(`
      set sql_mode = '';
      create database trap character set utf8mb4;
      use trap;
      create table person (id bigint unsigned primary key, email varchar(190) collate utf8mb4_general_ci, name varchar(80) collate utf8mb4_general_ci, key (email));
      insert into person values (18446744073709551615, 'René@example.org', 'rene'), (2, 'rene@example.org', 'RENÉ'), (3, 'rene@example.org ', 'x'), (4, 'RENE@Example.org', 'Straße');
      create table folded (id int primary key, code varchar(80) collate utf8mb4_general_ci);
      insert into folded values (1, 'RENÉ'), (2, 'rene'), (3, 'Strasse'), (4, 'Straße'), (5, 'straße');
      create table exact_only (id int primary key, mail varchar(80) collate utf8mb4_bin);
      insert into exact_only values (1, 'rene@example.org'), (2, 'Rene@example.org');
      create table of_number (id int primary key, person varchar(40));
      insert into of_number values (1, '2'), (2, '02'), (3, '2 '), (4, '4'), (5, '18446744073709551615');
      create table document (id int primary key, body longtext);
      insert into document values (1, '{"owner": {"mails": ["x@example.org", "Rene@example.org"]}}'), (2, '{"owner": {"mails": "rene@example.org"}}'), (3, 'no json'), (4, '{"owner": {"mails": ["rené@example.org"]}}');
      create table pair (a int, b varchar(10), person int, primary key (a, b));
      insert into pair values (1, 'x', 2), (1, 'y', 3), (2, 'x', 4);
      create table of_pair (id int primary key, a int, b varchar(10) collate utf8mb4_general_ci);
      insert into of_pair values (1, 1, 'x'), (2, 1, 'X'), (3, 2, 'y'), (4, 2, 'x'), (5, 1, 'y');
      create table kinds (person bigint unsigned, big bigint unsigned, small tinyint, amount decimal(30,10), f float, d double, day date, moment datetime(6), bits bit(5), bytes varbinary(20), doc json, words text, choice enum('a','b'), latin varchar(20) character set latin1);
      insert into kinds values (2, 18446744073709551615, -1, 12345678901234567890.1234567890, 0.1, 0.1, '0000-00-00', '2026-02-28 10:00:00.000001', b'00101', 0x00ff41, '{"n": 12345678901234567890, "__proto__": 1}', concat('a', char(0), 'b', char(10), '=1+1 ', convert(0xE280AE using utf8mb4), '😀'), 'b', 'Müller');
      create table big (id int primary key auto_increment, body varchar(200));
    `),
  )

  test('é is not e, a space behind is another address, and letter case is the map’s doing, not the column’s', async () => {
    const { keys } = await search(traps, 'rene@example.org')
    expect(keys('person')).toEqual(['2', '4'])
    expect(keys('exact_only')).toEqual(['1'])
    expect(keys('folded')).toEqual(['1', '4'])
    expect((await search(traps, 'rené@example.org')).keys('person')).toEqual(['18446744073709551615'])
  })

  test('keys are compared by what they say: 2 is “2”, and “02” and “2 ” are others', async () => {
    const { keys } = await search(traps, 'rene@example.org')
    expect(keys('of_number')).toEqual(['1', '4'])
    expect((await search(traps, 'rené@example.org')).keys('of_number')).toEqual(['5'])
  })

  test('parts of a JSON document are found, one or in a list, and what is no JSON breaks nothing', async () => {
    expect((await search(traps, 'rene@example.org')).keys('document')).toEqual(['1', '2'])
  })

  test('the parts of a composite key belong together', async () => {
    expect((await search(traps, 'rene@example.org')).keys('of_pair')).toEqual(['1', '4'])
  })

  test('every type arrives exactly', async () => {
    const [record] = (await search(traps, 'rene@example.org')).records.get('kinds')!
    expect(record!.values).toEqual(
      Object.fromEntries([
        ['person', '2'],
        ['big', '18446744073709551615'],
        ['small', -1],
        ['amount', '12345678901234567890.1234567890'],
        ['f', 0.10000000149011612],
        ['d', 0.1],
        ['day', '0000-00-00'],
        ['moment', '2026-02-28 10:00:00.000001'],
        ['bits', '00101'],
        ['bytes', '0x00FF41'],
        ['doc', JSON.parse('{"n": "12345678901234567890", "__proto__": 1}')],
        ['words', 'a\0b\n=1+1 \u202E😀'],
        ['choice', 'b'],
        ['latin', 'Müller'],
      ]),
    )
  })

  test('nothing is written, whatever the role may do, and everything is read at one instant', async () => {
    let added = false
    const { keys } = await search(traps, 'rene@example.org', {
      onRecords: async (_dataset, collection, found) => {
        if (!added) await server.execute(`insert into trap.of_number values (9, '2')`)
        added = true
        for await (const { key } of found) if (collection === 'of_number') expect(key).not.toEqual(['9'])
      },
    })
    expect(added).toBe(true)
    expect(keys('of_number')).toEqual([])
    await server.execute('delete from trap.of_number where id = 9')
  })

  test('what goes wrong is a code and never a value', async () => {
    const missing = traps.replace('{name: words}', '{name: words}\n    - {name: gone}')
    expect((await search(missing, 'rene@example.org')).results).toContainEqual([
      'kinds',
      'failed',
      'column-missing: gone',
    ])
    const dropped = traps.replace('name: folded', 'name: nowhere')
    expect((await search(dropped, 'rene@example.org')).results).toContainEqual([
      'nowhere',
      'failed',
      'table-missing: trap.nowhere',
    ])
    const refused = await search(traps, 'rene@example.org', {
      addresses: { trap: { url: server.url.replace('reads', 'wrong') } },
    })
    expect(new Set(refused.results.map(([, , reason]) => `${reason}`.split(':')[0]))).toEqual(
      new Set(['sign-in-refused', 'depends-on-failed']),
    )
    const killed = await search(traps, 'rene@example.org', {
      onRecords: async (_dataset, _collection, found) => {
        await server.killReaders()
        for await (const _record of found);
      },
    })
    expect(killed.results.filter(([, result]) => result === 'failed').length).toBeGreaterThan(5)
    expect(JSON.stringify(killed.results)).not.toContain('rene@')
  })
})

describe('documents in MariaDB', () => {
  beforeAll(() =>
    server.execute(`create database papers; use papers;
      create table member (id int primary key, email varchar(80), bills json);
      insert into member values (1, 'ann@example.org', '[{"country": "IE", "number": 7}, {"country": "DE", "number": 8}]');
      create table bill (id int primary key, country varchar(9), number int);
      insert into bill values (1, 'IE', 7), (2, 'IE', 8);
      create table trip (id int primary key, sheet json, riders json);
      insert into trip values
        (1, '{"people": [{"mail": "Ann@example.org"}, {"mail": "bo@example.org"}]}', null), (2, '[{"people": {"mail": "ann@example.org"}}]', null),
        (3, null, '["ann@example.org"]'), (4, null, '"ann@example.org"'), (5, '{"people": [{"mail": "bo@example.org"}]}', '["bo@example.org"]')`),
  )

  test('are looked through wherever a list lies on the way', async () => {
    const { keys } = await search(
      `
fides_key: papers
fides_meta: {x_dossier: {kind: mysql}}
collections:
- name: trip
  fields:
  - {name: id, fides_meta: {primary_key: true}}
  - {name: sheet, fields: [{name: people, fields: [{name: mail, fides_meta: {identity: email}}]}]}
  - {name: riders, fides_meta: {identity: email}}
`,
      'ann@example.org',
    )
    expect(keys('trip')).toEqual(['1', '2', '3', '4'])
  })

  test('of a list only the elements that a row was found by are shown', async () => {
    await server.execute(
      `create table papers.mailing (id int primary key, readers json); insert into papers.mailing values (1, '["bo@example.org", "Ann@example.org"]')`,
    )
    const { records } = await search(
      `
fides_key: papers
fides_meta: {x_dossier: {kind: mysql}}
collections:
- {name: mailing, fields: [{name: id, fides_meta: {primary_key: true}}, {name: readers, fides_meta: {identity: email, data_type: 'string[]'}}]}
`,
      'ann@example.org',
    )
    expect(records.get('mailing')![0]!.values).toEqual({ id: 1, readers: ['Ann@example.org'] })
  })

  test('hold no keys of several fields: such a collection fails and is not called empty', async () => {
    const { results } = await search(
      `
fides_key: papers
fides_meta: {x_dossier: {kind: mysql}}
collections:
- name: member
  fields: [{name: id, fides_meta: {primary_key: true}}, {name: email, fides_meta: {identity: email}}, {name: bills, fields: [{name: country}, {name: number}]}]
- name: bill
  fides_meta: {x_dossier: {references: [{fields: [country, number], dataset: papers, collection: member, to: [bills.country, bills.number], direction: from}]}}
  fields: [{name: id, fides_meta: {primary_key: true}}, {name: country}, {name: number}]
`,
      'ann@example.org',
    )
    expect(results).toEqual([
      ['member', 'failed', 'no-way-by: bills.country, bills.number'],
      ['bill', 'failed', 'depends-on-failed: papers.member'],
    ])
  })
})

test('a view whose text the login may not see is not read: its rows might be those of another collection', async () => {
  await server.execute(`create database plain; use plain;
    create table member (id int primary key, email varchar(80)); insert into member values (1, 'ann@example.org');
    create view everybody as select * from member;
    create user looker@'127.0.0.1' identified by 'looks'; grant select on plain.* to looker@'127.0.0.1'`)
  const members = (name: string) =>
    `- {name: ${name}, fields: [{name: id, fides_meta: {primary_key: true}}, {name: email, fides_meta: {identity: email}}]}`
  const map = `fides_key: plain\nfides_meta: {x_dossier: {kind: mysql}}\ncollections:\n${members('member')}\n${members('everybody')}`
  const results = async (url: string) =>
    (await search(map, 'ann@example.org', { addresses: { plain: { url } } })).results
  expect(await results(server.url.replace('reader:reads', 'looker:looks'))).toEqual([
    ['member', 'found', 1],
    ['everybody', 'failed', 'view-opaque: plain.everybody'],
  ])
  expect((await results(server.url))[1]).toEqual(['everybody', 'unreachable', 'counted-elsewhere: plain.member'])
})
