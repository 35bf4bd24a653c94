import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type JsonService, startJsonService } from '#lib/sources/http/server-for-tests.ts'
import type { CliCommand } from './command.ts'
import * as find from './find-command.ts'
import * as check from './map-check-command.ts'
import { readArguments } from './read-arguments.ts'

const map = `
dataset:
- fides_key: desk
  fides_meta: {x_dossier: {kind: http, password_env: DESK_TOKEN}}
  collections:
  - name: ticket
    fides_meta: {x_dossier: {http: {asks: ["/page/ticket?email={email}"], sample: "/page/ticket", items: items, pages: {by: page, as: page}}}}
    fields: [{name: id, fides_meta: {primary_key: true}}, {name: email, fides_meta: {identity: email}}, {name: order}]
- fides_key: orders
  fides_meta: {x_dossier: {kind: csv}}
  collections:
  - name: orders
    fields: [{name: number, fides_meta: {references: [{dataset: desk, field: ticket.order, direction: from}]}}, {name: total}]
`

let folder: string
let service: JsonService
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dossier-kinds-'))
  await writeFile(join(folder, 'map.yml'), map)
  await writeFile(join(folder, 'orders-1.csv'), 'number,total\n17,3.50\n18,9\n017,1\n')
  service = await startJsonService({
    ticket: [
      { id: 1, email: 'ann@example.org', order: 17 },
      { id: 2, email: 'bo@example.org', order: 18 },
    ],
  })
})
afterAll(async () => {
  await service?.stop()
  await rm(folder, { recursive: true, force: true })
})

const run = async (command: CliCommand, ...typed: string[]) => {
  const out: string[] = []
  const said: string[] = []
  const io = {
    ...{ env: { DESK_TOKEN: 'token' }, stdin: Readable.from([]) },
    out: (line: string) => out.push(line),
    say: (line: string) => said.push(line),
  }
  const status = await command.run(readArguments(command, typed), io)
  return { status, out, said }
}

const places = () => [
  ...['--url', `desk=${service.url}`],
  ...['--url', `orders=${pathToFileURL(join(folder, 'orders-*.csv')).href}`],
]

test('find walks from a service into files, the same bytes every time, and map check knows both', async () => {
  const typed = ['--map', join(folder, 'map.yml'), ...places(), '--email', 'ann@example.org', '--json']
  const first = await run(find, ...typed)
  expect(JSON.parse(first.out[0]!).collections).toMatchObject([
    { collection: 'ticket', result: 'found', keys: ['1'] },
    {
      collection: 'orders',
      result: 'found',
      keys: [['orders-1.csv', '2']],
      path: ['email', 'desk.ticket.email', 'desk.ticket.order', 'orders.orders.number'],
    },
  ])
  expect((await run(find, ...typed)).out).toEqual(first.out)
  expect(service.seen.headers.authorization).toBe('Bearer token')
  expect(await run(check, join(folder, 'map.yml'), ...places())).toMatchObject({ status: 0, said: [] })
  await writeFile(join(folder, 'orders-2.csv'), 'number,total,iban\n')
  const drifted = await run(check, join(folder, 'map.yml'), ...places())
  expect(drifted).toMatchObject({ status: 1, out: expect.arrayContaining(['unclassified: orders.orders.iban']) })
})

test('a folder that is not there is a failure in words, and no value of it is said', async () => {
  const nowhere = ['--url', `desk=${service.url}`, '--url', `orders=${pathToFileURL(join(folder, 'nowhere')).href}`]
  const { status, out } = await run(find, '--map', join(folder, 'map.yml'), ...nowhere, '--email', 'ann@example.org')
  expect(status).toBe(1)
  expect(out[1]).toContain('no file was found where it should be')
})
