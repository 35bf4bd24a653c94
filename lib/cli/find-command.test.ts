import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { onSite } from '#lib/sources/postgres/site-fixture.ts'
import type { CliCommand } from './command.ts'
import * as find from './find-command.ts'
import * as check from './map-check-command.ts'
import * as exportMap from './map-export-command.ts'
import * as importMap from './map-import-command.ts'
import { readArguments } from './read-arguments.ts'

const yaml = `# the shop
dataset:
  - fides_key: shop   # its schema is called otherwise
    fides_meta: {x_dossier: {schema: site, password_env: SHOP_PASSWORD}}
    collections:
      - name: customer
        fields:
          - {name: id, fides_meta: {primary_key: true}}
          - {name: email, fides_meta: {identity: email}}
      - name: orders
        fields:
          - {name: country, fides_meta: {primary_key: true}}
          - {name: number, fides_meta: {primary_key: true}}
          - {name: customer, fides_meta: {references: [{dataset: shop, field: customer.id, direction: from}]}}
      - name: staff
        fields: [{name: id, fides_meta: {primary_key: true}}]
`

describe('find and map on the command line', () => {
  let database: TestDatabase
  let folder: string
  let map: string
  beforeAll(async () => {
    database = await testDatabase()
    await onSite(
      database,
      `create table site.customer (id int primary key, email text);
       insert into site.customer values (1, 'Ann@example.org'), (2, 'bo@example.org');
       create table site.orders (country text, number int, customer int, primary key (country, number));
       insert into site.orders values ('IE', 10, 1), ('IE', 9, 1), ('DE', 1, 1), ('DE', 2, 2);
       create table site.staff (id int primary key)`,
    )
    folder = await mkdtemp(join(tmpdir(), 'dossier-map-'))
    map = join(folder, 'shop.yml')
    await writeFile(map, yaml)
  })
  afterAll(async () => {
    await database?.drop()
    await rm(folder, { recursive: true, force: true })
  })

  const run = async (command: CliCommand, ...typed: string[]) => {
    const out: string[] = []
    const said: string[] = []
    const url = new URL(database.siteReaderUrl)
    const env = { SHOP_PASSWORD: decodeURIComponent(url.password), DOSSIER_DATA: folder }
    const io = {
      out: (line: string) => out.push(line),
      say: (line: string) => said.push(line),
      stdin: Readable.from([]),
      env,
    }
    const status = await command.run(readArguments(command, typed), io)
    return { status, out: out.join('\n'), said: said.join('\n') }
  }

  const url = () => {
    const without = new URL(database.siteReaderUrl)
    without.password = ''
    return without.href
  }

  test('find names every collection, its keys and its way, and is the same to the byte from run to run', async () => {
    const first = await run(find, '--map', map, '--url', `shop=${url()}`, '--email', 'ANN@example.org', '--json')
    expect(first.status).toBe(0)
    expect(JSON.parse(first.out)).toEqual({
      collections: [
        {
          dataset: 'shop',
          collection: 'customer',
          result: 'found',
          count: 1,
          keys: ['1'],
          path: ['email', 'shop.customer.email'],
          third_party: 0,
          reason: null,
        },
        {
          dataset: 'shop',
          collection: 'orders',
          result: 'found',
          count: 3,
          keys: [
            ['DE', '1'],
            ['IE', '9'],
            ['IE', '10'],
          ],
          path: ['email', 'shop.customer.email', 'shop.orders.customer'],
          third_party: 0,
          reason: null,
        },
        {
          dataset: 'shop',
          collection: 'staff',
          result: 'unreachable',
          count: 0,
          keys: [],
          path: [],
          third_party: 0,
          reason: 'not searchable by e-mail address',
        },
      ],
      not_covered: [],
      snapshot: { shop: expect.stringMatching(/^sha256:/) },
    })
    expect(first.said).toMatch(/^shop: read as of \d{4}-.*Z, log position /)
    const second = await run(find, map, '--url', url(), '--email', 'ann@example.org', '--json')
    expect(second.out).toBe(first.out)
  })

  test('find without --json is a list to read', async () => {
    const { out } = await run(find, '--map', map, '--url', url(), '--email', 'ann@example.org')
    expect(out.split('\n')[1]).toMatch(
      /^shop\.orders +found +3 {2}email > shop\.customer\.email > shop\.orders\.customer$/,
    )
  })

  test('find fails visibly, in JSON too, and shows no password', async () => {
    const failed = await run(
      find,
      '--map',
      map,
      '--url',
      'postgres://reader@127.0.0.1:1/shop',
      '--email',
      'ann@example.org',
      '--json',
    )
    expect(failed.status).toBe(1)
    expect(JSON.parse(failed.out).collections[0]).toMatchObject({
      result: 'failed',
      reason: 'the source could not be reached',
    })
    await expect(
      run(find, '--map', map, '--url', 'oracle://root:hunter2@host/db', '--email', 'a@example.org'),
    ).rejects.toThrow(/^(?!.*hunter2).*postgres:/)
    await expect(run(find, '--map', map, '--url', `other=${url()}`, '--email', 'a@example.org')).rejects.toThrow(
      /“other”/,
    )
    await expect(run(find, '--map', map, '--email', 'no address')).rejects.toThrow(
      /“no address” is not an e-mail address/,
    )
    await expect(run(find, '--map', join(folder, 'none.yml'), '--email', 'a@example.org')).rejects.toThrow(
      /Cannot read/,
    )
  })

  test('map check passes, then names the column that was added', async () => {
    const sound = await run(check, map, '--url', url())
    expect([sound.status, sound.out.split('\n').at(-1)]).toEqual([0, 'Every column of 3 tables is classified.'])
    await onSite(database, 'alter table site.customer add column phone text')
    try {
      const drifted = await run(check, map, '--url', url())
      expect([drifted.status, drifted.out.split('\n').slice(1)]).toEqual([
        1,
        ['unclassified: site.customer.phone', 'One column is not classified.'],
      ])
      const json = await run(check, map, '--url', url(), '--json')
      expect(JSON.parse(json.out)).toMatchObject({ sound: false, unclassified: ['site.customer.phone'] })
    } finally {
      await onSite(database, 'alter table site.customer drop column phone')
    }
  })

  test('map check says where a map is wrong', async () => {
    const wrong = join(folder, 'wrong.yml')
    await writeFile(wrong, yaml.replace('schema: site', 'shema: site'))
    const { status, said } = await run(check, wrong)
    expect(status).toBe(1)
    expect(said.split('\n')).toEqual([
      `${wrong}:4:30: The key “shema” is not known here. Did you mean “schema”?`,
      'The map has one problem.',
    ])
    await expect(run(find, '--map', wrong, '--email', 'a@example.org')).rejects.toThrow(/Did you mean “schema”/)
  })

  test('what is imported is exported byte for byte; what is wrong is not imported', async () => {
    expect((await run(importMap, map)).status).toBe(0)
    const wrong = join(folder, 'wrong.yml')
    await writeFile(wrong, 'dataset: 7')
    expect((await run(importMap, wrong)).status).toBe(1)
    expect(`${(await run(exportMap)).out}\n`).toBe(yaml)
    expect(await readFile(join(folder, 'map.yml'), 'utf8')).toBe(yaml)
  })
})
