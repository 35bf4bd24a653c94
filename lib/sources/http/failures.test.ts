import type { ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { nearMissesOf } from '#lib/collection/decoys.ts'
import { checkSources } from '../check-sources.ts'
import type { FoundRecord } from '../contract.ts'
import { usualLimits } from '../limits.ts'
import { openSources } from '../open-sources.ts'
import { readMap } from '../read-map.ts'
import { reasonText } from '../reason.ts'
import { type Search, searchSource } from '../search.ts'
import { type JsonService, startJsonService } from './server-for-tests.ts'

const map = `
dataset:
- fides_key: shop
  fides_meta: {x_dossier: {kind: http, auth_header: X-Api-Key}}
  collections:
  - name: person
    fides_meta: {x_dossier: {http: {asks: ["/cursor/person?email={email}"], sample: /cursor/person, items: data.rows, pages: {by: cursor, next: meta.next, as: after}}}}
    fields:
    - {name: id, fides_meta: {primary_key: true}}
    - {name: email, fides_meta: {identity: email}}
    - {name: name}
  - name: order
    fides_meta: {x_dossier: {http: {asks: ["/of/order/person/{person}"], implied: [person], omits_empty: true, none: [404]}}}
    fields:
    - {name: number, fides_meta: {primary_key: true}}
    - {name: person, fides_meta: {references: [{dataset: shop, field: person.id, direction: from}]}}
    - {name: amount}
    - {name: note}
    - {name: tags, fides_meta: {data_type: "string[]", references: [{dataset: shop, field: tag.name, direction: to}]}}
  - name: tag
    fides_meta: {x_dossier: {http: {asks: ["/list/tag?name={name}"]}}}
    fields: [{name: name}, {name: text}]
`

let service: JsonService
beforeAll(async () => {
  service = await startJsonService({
    person: [
      { id: 'a/b?c=d&e#f', email: 'ann@example.org', name: 'Ann' },
      { id: 2, email: 'Ann@Example.org', name: '\u202e\0<b>' },
      { id: 3, email: 'ann@example.org', name: 'Ann again' },
      { id: 4, email: 'bo@example.org', name: 'Bo' },
    ],
    order: [
      {
        number: '#12345678901234567890',
        person: 'a/b?c=d&e#f',
        amount: '#1.10',
        note: { __proto__x: 1 },
        tags: ['new', 'ä ö&name=x'],
      },
      { number: 7, person: 2, amount: '#0.1000000000000000055' },
      { number: 8, person: 4, amount: 1, tags: ['others'] },
    ],
    tag: [
      { name: 'new', text: 'New' },
      { name: 'ä ö&name=x', text: 'Odd' },
      { name: 'others', text: 'of others' },
    ],
  })
})
afterEach(() => {
  service.trouble.now = null
})
afterAll(() => service?.stop())

const read = (yaml = map) => {
  const { map: found, problems } = readMap([{ file: 'map.yml', text: yaml }])
  expect(problems).toEqual([])
  return found
}

const search = async (more: Partial<Search> = {}) => {
  const records = new Map<string, FoundRecord[]>()
  const searched = await searchSource({
    map: read(),
    addresses: { shop: { url: service.url, password: 'opens' } },
    identities: [{ kind: 'email', value: 'ann@example.org' }],
    onRecords: async (_dataset, collection, found) => {
      const all: FoundRecord[] = []
      for await (const record of found) all.push(record)
      records.set(collection, all)
    },
    ...more,
    limits: { backOffMs: 5, ...more.limits },
  })
  const results = searched.collections.map(one => [one.collection, one.result, one.reason ?? one.count])
  return { ...searched, records, results }
}

describe('a service that answers in JSON', () => {
  test('follows keys from one path to another, encoded, and carries every value exactly', async () => {
    const { records, results } = await search()
    expect(results).toEqual([
      ['person', 'found', 3],
      ['order', 'found', 2],
      ['tag', 'found', 2],
    ])
    expect(records.get('person')!.map(({ values }) => values.name)).toEqual(['Ann', '\u202e\0<b>', 'Ann again'])
    expect(records.get('order')!.map(({ key, values }) => [key, values])).toEqual([
      [['7'], { number: 7, person: '2', amount: '0.1000000000000000055', note: null, tags: null }],
      [
        ['12345678901234567890'],
        {
          number: '12345678901234567890',
          person: 'a/b?c=d&e#f',
          amount: 1.1,
          note: { __proto__x: 1 },
          tags: ['new', 'ä ö&name=x'],
        },
      ],
    ])
    expect(service.seen.paths).toContain('/of/order/person/a%2Fb%3Fc%3Dd%26e%23f')
    expect(service.seen.headers).toMatchObject({ 'x-api-key': 'opens' })
    expect(service.seen.headers.authorization).toBeUndefined()
    expect([...service.seen.methods]).toEqual(['GET'])
  })

  test('two searches give the same bytes, and near misses reach nothing', async () => {
    const identity = { kind: 'email' as const, value: 'ann@example.org' }
    const told = async () => {
      const { records, probed } = await search({ nearMisses: nearMissesOf([identity], 40) })
      expect(probed.tried).toBeGreaterThan(30)
      expect(probed.crossed).toEqual([])
      return JSON.stringify(['person', 'order', 'tag'].map(name => records.get(name)))
    }
    expect(await told()).toBe(await told())
  })

  test('rows that a service brings although they are nobody’s who was asked for are left out', async () => {
    service.trouble.now = (request, response) => {
      if (!request.url!.startsWith('/cursor/person?email=')) return false
      const rows = service.tables.person!.map(one => ({ ...one, note: 'like' }))
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data: { rows }, meta: {} }))
      return true
    }
    const { records, unclassified } = await search()
    expect(records.get('person')!.map(({ key }) => key.join())).toEqual(['a/b?c=d&e#f', '2', '3'])
    expect(unclassified).toEqual(['shop.person.note'])
  })

  test('a busy service is asked again as late as it says, and then is a failure', async () => {
    const counted: number[] = []
    service.trouble.now = (_request, response, times) => {
      counted.push(times)
      if (counted.length > 2) return false
      response.writeHead(counted.length === 1 ? 429 : 503, { 'retry-after': '0' }).end()
      return true
    }
    expect((await search()).results[0]).toEqual(['person', 'found', 3])
    service.trouble.now = (request, response) => {
      if (!request.url!.includes('email=')) return false
      response.writeHead(429, { 'retry-after': '3600' }).end()
      return true
    }
    expect((await search()).results[0]).toEqual(['person', 'failed', 'source-overloaded'])
  })

  const failing = async (answer: (response: ServerResponse, path: string) => void, limits: Search['limits'] = {}) => {
    service.trouble.now = (request, response) => {
      if (!request.url!.includes('email=')) return false
      answer(response, request.url!)
      return true
    }
    const { results } = await search({ limits })
    expect(JSON.stringify(results)).not.toContain('@')
    return results[0]
  }
  const json = { 'content-type': 'application/json' }
  const page = (rows: unknown, meta: unknown = {}) => JSON.stringify({ data: { rows }, meta })
  const one = { id: 1, email: 'ann@example.org', name: 'Ann' }

  test.each<[string, string, string]>([
    ['half a page', 'answer-unfit: JSON', page([one]).slice(0, 40)],
    ['the same key twice', 'answer-unfit: JSON', page([one]).replace('"id"', '"name": "x", "id"')],
    ['no list', 'answer-unfit: data.rows', page({ one })],
    ['things that are none', 'answer-unfit: data.rows', page(['ann@example.org'])],
    ['another frame', 'answer-unfit: data.rows', JSON.stringify({ rows: [one] })],
    ['a frame without its marker', 'answer-unfit: meta.next', JSON.stringify({ data: { rows: [one] } })],
    ['a marker that is none', 'answer-unfit: meta.next', page([one], { next: { ann: '@' } })],
    ['a column that went', 'column-missing: name', page([one, { id: 2, email: 'ann@example.org' }])],
    ['a key that is none', 'answer-unfit: id', page([{ ...one, id: [1, 2] }])],
  ])('%s fails the collection', async (_name, why, body) => {
    expect(await failing(response => response.writeHead(200, json).end(body))).toEqual(['person', 'failed', why])
  })

  test.each<[string, string, number, { [name: string]: string }]>([
    ['a redirect', 'redirect-refused', 302, { location: 'http://127.0.0.1:9/' }],
    ['an error', 'source-error: HTTP 500', 500, json],
    ['a refused sign-in', 'sign-in-refused', 401, json],
    ['no right', 'permission-denied', 403, json],
    ['a page for people', 'answer-unfit: content-type', 200, { 'content-type': 'text/html' }],
    ['packed bytes', 'answer-unfit: content-encoding', 200, { ...json, 'content-encoding': 'gzip' }],
  ])('%s fails the collection and is not quoted', async (_name, why, status, headers) => {
    expect((await failing(response => response.writeHead(status, headers).end('{"ann@example.org": 1}')))![2]).toBe(why)
  })

  test('a body without end is cut, a slow one is given up, a broken one is seen', async () => {
    const endless = (response: ServerResponse) => {
      response.writeHead(200, json)
      const more = () => {
        if (response.destroyed) return
        response.write('[1,'.repeat(30_000))
        setImmediate(more)
      }
      more()
    }
    expect((await failing(endless, { maxAnswerBytes: 1_000_000 }))![2]).toBe('answer-endless: 1000000')
    expect((await failing(response => response.writeHead(200, json).write('{'), { statementMs: 200 }))![2]).toBe(
      'timeout',
    )
    const breaking = (response: ServerResponse) => {
      response.writeHead(200, { ...json, 'content-length': 500 }).write('{')
      setTimeout(() => response.destroy(), 20)
    }
    expect((await failing(breaking))![2]).toBe('answer-cut')
  })

  test.each([
    'Tue, 31 Feb 2026 10:00:00 GMT',
    'Tue, 10 Feb 2026 25:00:00 GMT',
    'Tue, 00 Feb 2026 10:00:00 GMT',
    '-1',
    'soon',
  ])('a service that says %j when to come back is asked again in our own time', async when => {
    service.trouble.now = (_request, response, times) => {
      if (times > 1) return false
      response.writeHead(429, { 'retry-after': when }).end()
      return true
    }
    const address = `${when.replace(/\W/g, '')}@example.org`
    const { results } = await search({
      identities: [{ kind: 'email', value: address }],
      map: read(map.replace('sample: /cursor/person, ', '')),
    })
    expect(results[0]).toEqual(['person', 'empty', 0])
  })

  test.each([
    ['a message in the place of things', { error: 'too busy' }, 'column-missing: number'],
    ['a person in another form', [{ number: 1, person: { id: 2 } }], 'answer-unfit: person'],
  ])('%s is a failure where what is empty may be missing', async (_what, body, why) => {
    service.trouble.now = (request, response) => {
      if (!request.url!.startsWith('/of/order')) return false
      response.writeHead(200, json).end(JSON.stringify(body))
      return true
    }
    expect((await search()).results[1]).toEqual(['order', 'failed', why])
    const keyless = map.replace('{name: number, fides_meta: {primary_key: true}}', '{name: number}')
    expect((await search({ map: read(keyless) })).results[1]).toEqual(['order', 'failed', why])
  })

  test('pages in a circle, and pages that shift while they are read, fail', async () => {
    const circle = (response: ServerResponse) => response.writeHead(200, json).end(page([], { next: 'x' }))
    expect((await failing(circle))![2]).toBe('pages-endless')
    const wider = (response: ServerResponse, path: string) =>
      response.writeHead(200, json).end(page([], { next: path.includes('after=x') ? 'y' : 'x' }))
    service.seen.paths.length = 0
    expect((await failing(wider))![2]).toBe('pages-endless')
    expect(service.seen.paths.length).toBeLessThan(20)
    const shifted = (response: ServerResponse, path: string) =>
      response.writeHead(200, json).end(page([one], { next: path.includes('after') ? null : '1' }))
    expect((await failing(shifted))![2]).toBe('pages-shifted')
  })

  test('the next page is never another machine’s', async () => {
    const elsewhere = map.replace(/pages: \{by: cursor[^}]*\}/, 'pages: {by: url, next: meta.next}')
    service.trouble.now = (request, response) => {
      if (!request.url!.includes('email=')) return false
      response.writeHead(200, json).end(page([one], { next: 'http://127.0.0.1:9/latest/meta-data' }))
      return true
    }
    expect((await search({ map: read(elsewhere) })).results[0]).toEqual(['person', 'failed', 'address-forbidden'])
  })

  test.each([
    ['http://127.0.0.1:9/', 'address-forbidden'],
    ['http://[::ffff:10.0.0.1]:9/', 'address-forbidden'],
    ['http://[::1]:9/', 'address-forbidden'],
    ['http://localhost:9/', 'address-forbidden'],
    ['http://169.254.169.254/', 'address-forbidden'],
    ['http://2130706433:9/', 'address-forbidden'],
    ['http://nowhere.example.test/', 'source-unavailable'],
    ['http://reader:opens@192.0.2.1/', 'tls-needed'],
    ['http://192.0.2.1/?private=true', 'tls-needed'],
  ])('%s is refused before anything is asked', async (url, why) => {
    const password = url.includes('private') ? 'opens' : undefined
    const opened = await openSources(read(), { shop: { url, password } }, usualLimits)
    await opened.close()
    expect(reasonText(opened.failed.get('shop')!)).toBe(why)
  })

  test('map check looks at a sample, names what is new and what is gone, and finds no path by an unknown field', async () => {
    const wrong = map.replace('- {name: name}\n', '- {name: names}\n')
    const [checked] = await checkSources(read(wrong), { shop: { url: service.url, password: 'opens' } })
    expect(checked).toMatchObject({ failed: null, unclassified: ['shop.person.name'], missing: ['shop.person.names'] })
    const problems = (change: [string, string]) =>
      readMap([{ file: 'map.yml', text: map.replace(...change) }]).problems.map(({ code, what, nearest }) => [
        code,
        what,
        nearest,
      ])
    expect(problems(['?email={email}', '?email={emial}'])).toEqual([['unknown-field', 'emial', 'email']])
    expect(problems(['"/list/tag?name={name}"', '"//evil.example.org/{name}"'])).toContainEqual([
      'not-a-path',
      '//evil.example.org/{name}',
      null,
    ])
    expect(problems(['next: meta.next, ', ''])).toEqual([['missing-key', 'next', null]])
    expect(problems([', implied: [person]', ', implies: [person]'])).toEqual([['unknown-key', 'implies', 'implied']])
    expect(
      problems(['fides_meta: {x_dossier: {http: {asks: ["/list/tag?name={name}"]}}}', 'description: tags']),
    ).toEqual([['missing-key', 'http', null]])
  })

  test('a name that is an address is told to nobody: such a service uses values as keys', async () => {
    service.tables.person!.push({ id: 9, email: 'ann@example.org', name: 'Ann', 'cy@example.org': 1 })
    const { unclassified } = await search()
    service.tables.person!.pop()
    expect(unclassified).toEqual(['shop.person.(address)'])
  })

  test('a reference to a field that no path asks by fails, and says by which', async () => {
    const other = map.replace('"/of/order/person/{person}"', '"/of/order/number/{number}"')
    expect((await search({ map: read(other) })).results[1]).toEqual(['order', 'failed', 'no-way-by: person'])
  })
})
