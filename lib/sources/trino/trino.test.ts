import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { checkSources } from '../check-sources.ts'
import type { FoundRecord } from '../contract.ts'
import { clearSite, onSite } from '../postgres/site-fixture.ts'
import { readMap } from '../read-map.ts'
import { type Search, searchSource } from '../search.ts'
import { people, sourceContract } from '../source-contract-for-tests.ts'
import { startTrino, type TrinoServer } from './server-for-tests.ts'

const map = (fields: string[], more = '') => `
dataset:
- fides_key: stand
  fides_meta: {x_dossier: {schema: site, kind: trino}}
  collections:
  - name: person
    fields:
    - {name: id, fides_meta: {primary_key: true}}
    - {name: email, fides_meta: {identity: email}}
${fields.map(name => `    - {name: ${name}}\n`).join('')}${more}`

const phone = '    - {name: phone, fides_meta: {identity: phone, x_dossier: {locator: shared}}}\n'
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.drop())

sourceContract('trino', async () => {
  const rows = people.map(
    ({ email, note, phone }, index) => `(${index + 1}, ${quoted(email)}, ${quoted(note)}, ${quoted(phone)})`,
  )
  await onSite(
    database,
    `create table site.person (id int primary key, email text, note text, phone text); insert into site.person values ${rows.join(', ')}`,
  )
  const server = await startTrino(database)
  return {
    maps: { right: map(['note'], phone), narrow: map([], phone), lacking: map(['note', 'shoe_size'], phone) },
    address: { url: server.url },
    nowhere: { url: 'trino://reader@127.0.0.1:1/nowhere' },
    fields: { email: 'email', note: 'note', phone: 'phone' },
    close: () => server.stop(),
  }
})

describe('a warehouse behind Trino', () => {
  const name = `O'Brien"; drop table site.person; --`
  const yaml = map(
    ['name'],
    `  - name: sale
    fields:
    - {name: buyer, fides_meta: {references: [{dataset: stand, field: person.name, direction: from}]}}
    - {name: amount}
    - {name: total}
    - {name: paid}
    - {name: bytes}
    - {name: doc}
    - {name: price, fides_meta: {references: [{dataset: stand, field: fee.price, direction: to}]}}
  - name: fee
    fields: [{name: price}, {name: what}]
  - name: pair
    fides_meta: {x_dossier: {references: [{fields: [a, b], dataset: stand, collection: person, to: [id, name], direction: from}]}}
    fields: [{name: a}, {name: b}]
`,
  )
  let server: TrinoServer
  beforeAll(async () => {
    await clearSite(database)
    await onSite(
      database,
      `create table site.person (id int, email text, name text);
       insert into site.person values (1, 'ann@example.org', ${quoted(name)}), (2, 'bo@example.org', 'Bo');
       create table site.sale (buyer varchar(80), amount bigint, total double precision, paid boolean, bytes bytea, doc json, price numeric(10,2));
       insert into site.sale select ${quoted(name)}, 9007199254740993, 0.1, true, '\\x00ff', '{"n": 12345678901234567890, "n": 1}', 42.00 from generate_series(1, 2);
       insert into site.sale values ('Bo', 1, 'NaN', false, '', '{}', 7), (${quoted(name)}, 2, 'NaN', false, null, '[1.50, "\\u202e"]', 7);
       create table site.fee (price text, what text);
       insert into site.fee values ('42', 'right'), ('42.00', 'another text'), ('042', 'no'), ('7', 'also');
       create table site.pair (a text, b varchar(90));
       insert into site.pair values ('1', ${quoted(name)}), ('2', ${quoted(name)}), ('1', 'Bo')`,
    )
    server = await startTrino(database)
  })
  afterEach(() => {
    server.trouble.now = null
  })
  afterAll(() => server?.stop())

  const search = async (more: Partial<Search> = {}, email = 'ann@example.org') => {
    const records = new Map<string, FoundRecord[]>()
    const read = readMap([{ file: 'map.yml', text: yaml }])
    expect(read.problems).toEqual([])
    const searched = await searchSource({
      map: read.map,
      addresses: { stand: { url: server.url } },
      identities: [{ kind: 'email', value: email }],
      onRecords: async (_dataset, collection, found) => {
        const all: FoundRecord[] = []
        for await (const record of found) all.push(record)
        records.set(collection, all)
      },
      ...more,
      limits: { backOffMs: 5, ...more.limits },
    })
    return {
      records,
      results: searched.collections.map(one => [one.collection, one.result, one.reason ?? one.count]),
      values: (collection: string) => (records.get(collection) ?? []).map(({ values }) => values),
    }
  }

  test('values arrive exactly, a quotation mark is a letter, and equal rows are each a record', async () => {
    const { records, results, values } = await search()
    expect(results).toEqual([
      ['person', 'found', 1],
      ['sale', 'found', 3],
      ['fee', 'found', 2],
      ['pair', 'found', 1],
    ])
    expect(values('person')).toEqual([{ id: 1, email: 'ann@example.org', name }])
    expect(values('sale')).toContainEqual({
      ...{ buyer: name, amount: '9007199254740993', total: 0.1, paid: true, bytes: '0x00FF' },
      ...{ doc: '{"n": 12345678901234567890, "n": 1}', price: '42.00' },
    })
    expect(values('sale')).toContainEqual({
      ...{ buyer: name, amount: '2', total: 'NaN', paid: false, bytes: null, doc: [1.5, '\u202e'], price: '7.00' },
    })
    expect(new Set(records.get('sale')!.map(({ key }) => key.join('/'))).size).toBe(3)
    expect(values('fee').map(({ what }) => what)).toEqual(expect.arrayContaining(['right', 'also']))
  })

  test('two searches give the same bytes, and nothing but SELECT was ever sent', async () => {
    const told = async () => {
      const { records } = await search()
      return JSON.stringify(['person', 'sale', 'fee', 'pair'].map(name => records.get(name)))
    }
    expect(await told()).toBe(await told())
    expect(server.seen.statements.filter(sql => !/^select /.test(sql))).toEqual([])
    expect(server.seen.headers.at(-1)).toMatchObject({
      'x-trino-user': 'reader',
      'x-trino-source': 'dossier',
      'x-trino-time-zone': 'UTC',
    })
  })

  test('a busy coordinator is asked again; one that stays busy is a failure that says so', async () => {
    const asked = new Map<string, number>()
    server.trouble.now = ({ method, url }, response) => {
      const times = (asked.get(url!) ?? 0) + 1
      asked.set(url!, times)
      if (method !== 'GET' || times > 2) return false
      response.writeHead(times === 1 ? 502 : 503).end()
      return true
    }
    expect((await search()).results[1]).toEqual(['sale', 'found', 3])
    expect([...asked.values()].filter(times => times === 3).length).toBeGreaterThan(10)
    server.trouble.now = (_request, response) => {
      response.writeHead(504).end()
      return true
    }
    expect((await search()).results[0]).toEqual(['person', 'failed', 'source-overloaded'])
  })

  const broken = (from: string, answer: (response: import('node:http').ServerResponse) => void) => {
    server.trouble.now = (request, response) => {
      const began = server.seen.statements.some(sql => sql.includes(from))
      if (request.method !== 'GET' || !began) return false
      answer(response)
      return true
    }
    server.seen.statements.length = 0
  }

  test.each([
    ['half a page', 'answer-unfit: page', '{"id": "q", "columns": [{}], "data": [["ann@exam'],
    ['a value that is no text', 'answer-unfit: page', '{"columns": [{}], "data": [[1]]}'],
    ['a row of another width', 'answer-unfit: page', '{"columns": [{}], "data": [["a", "b"]]}'],
    [
      'an answer to another question',
      'answer-unfit: page',
      '{"columns": [{}], "data": [["a"]], "stats": {"state": "FINISHED"}}',
    ],
    ['a last page that is not the end', 'answer-cut', '{"id": "q", "stats": {"state": "RUNNING"}}'],
    [
      'another machine to go on with',
      'address-forbidden',
      '{"nextUri": "http://127.0.0.1:9/v1/statement/executing/q/y/1"}',
    ],
    [
      'a table that went meanwhile',
      'table-missing',
      '{"error": {"errorName": "TABLE_NOT_FOUND", "message": "ann@example.org"}}',
    ],
    [
      'an error nobody knows',
      'source-error: SPILL_FULL',
      '{"error": {"errorName": "SPILL_FULL", "message": "ann@example.org"}}',
    ],
  ])('%s fails the collection and quotes nothing', async (_name, why, body) => {
    broken('order by', response => response.writeHead(200).end(body))
    const { results } = await search()
    expect(results[0]).toEqual(['person', 'failed', why])
    expect(JSON.stringify(results)).not.toContain('ann@')
  })

  test('pages in a circle fail before anything is told twice', async () => {
    let asked = 0
    const collections =
      '[{name: person, fields: [{name: id, fides_meta: {primary_key: true}}, {name: email, fides_meta: {identity: email}}]}]'
    const { map: read } = readMap([
      {
        file: 'map.yml',
        text: `dataset: [{fides_key: stand, fides_meta: {x_dossier: {kind: trino, schema: site}}, collections: ${collections}}]`,
      },
    ])
    broken('order by t.', response => {
      const nextUri = `/v1/statement/executing/q/y/${asked++ % 2}`
      const row = ['0', '7', '7', 'ann@example.org']
      response.writeHead(200).end(JSON.stringify({ nextUri, columns: row.map(() => ({})), data: [row] }))
    })
    expect((await search({ map: read, limits: { totalMs: 5_000 } })).results[0]).toEqual([
      'person',
      'failed',
      'pages-endless',
    ])
    expect(asked).toBeLessThan(20)
  })

  test('an answer without end is cut, a broken one is seen, and a redirect is not followed', async () => {
    broken('order by', response => {
      response.writeHead(200)
      const more = () => {
        if (response.destroyed) return
        response.write(' '.repeat(100_000))
        setImmediate(more)
      }
      more()
    })
    expect((await search({ limits: { maxAnswerBytes: 1_000_000 } })).results[0]![2]).toBe('answer-endless: 1000000')
    broken('order by', response => {
      response.writeHead(200, { 'content-length': 1_000 }).write('{')
      setTimeout(() => response.destroy(), 20)
    })
    expect((await search()).results[0]![2]).toBe('answer-cut')
    broken('order by', response => response.writeHead(302, { location: '/elsewhere' }).end())
    expect((await search()).results[0]![2]).toBe('redirect-refused')
  })

  test('a search that is stopped gives its statement up', async () => {
    const stop = new AbortController()
    server.seen.cancelled.length = 0
    const { results } = await search({
      signal: stop.signal,
      onRecords: async (_dataset, collection, found) => {
        for await (const _ of found) if (collection === 'sale') stop.abort()
      },
    })
    expect(results[1]).toEqual(['sale', 'failed', 'cancelled'])
    await expect
      .poll(() => server.seen.cancelled)
      .toContainEqual(expect.stringMatching(/^\/v1\/statement\/executing\//))
  })

  test('who is not let in is told so, and a password never goes over an open line', async () => {
    const addresses = { stand: { url: server.url.replace('opens', 'wrong') } }
    expect((await search({ addresses })).results[0]).toEqual(['person', 'failed', 'sign-in-refused'])
    const open = { stand: { url: 'trino://reader:opens@trino.example.org:8080/lake' } }
    expect((await search({ addresses: open })).results[0]).toEqual(['person', 'failed', 'tls-needed'])
  })

  test('a part of a document cannot be searched by, and that is said', async () => {
    const text = yaml.replace('- {name: doc}', '- {name: doc, fields: [{name: mail, fides_meta: {identity: email}}]}')
    const { map: read } = readMap([{ file: 'map.yml', text }])
    expect((await search({ map: read })).results[1]).toEqual(['sale', 'failed', 'no-way-by: doc.mail'])
  })

  test('a new column and a new table are named until somebody says what they are', async () => {
    await onSite(database, 'alter table site.pair add column phone text; create table site.fresh (id int)')
    try {
      const { map: read } = readMap([{ file: 'map.yml', text: yaml }])
      const [checked] = await checkSources(read, { stand: { url: server.url } })
      expect(checked!.unclassified).toEqual(['site.fresh.id', 'site.pair.phone'])
    } finally {
      await onSite(database, 'alter table site.pair drop column phone; drop table site.fresh')
    }
  })
})
