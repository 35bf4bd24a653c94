import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { readMap } from '#lib/sources/read-map.ts'
import { type Searched, searchSource } from '#lib/sources/search.ts'
import { demoFolders } from './demo-folders.ts'
import { generateSite } from './generate-site.ts'
import { people } from './people.ts'
import { seedSite } from './seed-site.ts'
import { writeLogs } from './write-logs.ts'

const size = { people: 60 }
let database: TestDatabase
let home: string
let log: { file: string; line: number; text: string }[] = []
let partner: { file: string; line: number; text: string }[] = []

/** By hand: every line of every file of a folder. */
const linesIn = async (folder: string) => {
  const all = await Promise.all(
    (await readdir(folder)).map(async file => {
      const bytes = await readFile(join(folder, file))
      const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
      return text.split('\n').map((line, index) => ({ file, line: index + 1, text: line }))
    }),
  )
  return all.flat()
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'dossier-logs-'))
  database = await testDatabase()
  await seedSite(database.siteUrl, size)
  await writeLogs(home, size)
  log = await linesIn(demoFolders(home).webLog)
  partner = await linesIn(demoFolders(home).partner)
})
afterAll(async () => {
  await database?.drop()
  await rm(home, { recursive: true, force: true })
})

const search = async (email: string, only?: string): Promise<Searched & { found: Map<string, FoundRecord[]> }> => {
  const files = await Promise.all(
    ['partner', 'site', 'weblog'].map(async key => ({
      file: `${key}.yml`,
      text: await readFile(new URL(`./${key}.map.yml`, import.meta.url), 'utf8'),
    })),
  )
  const { map, problems } = readMap(files)
  expect(problems).toEqual([])
  const { webLog, partner: folder } = demoFolders(home)
  const found = new Map<string, FoundRecord[]>()
  const searched = await searchSource({
    map,
    addresses: {
      site: { url: database.siteReaderUrl },
      weblog: { url: pathToFileURL(webLog).href },
      partner: { url: pathToFileURL(folder).href },
    },
    identities: [{ kind: 'email', value: email }],
    onRecords: async (dataset, collection, records) => {
      const all: FoundRecord[] = []
      for await (const record of records) all.push(record)
      found.set(`${dataset}.${collection}`, all)
    },
    ...(only ? { only } : {}),
  })
  return { ...searched, found }
}

const cookiesOf = (email: string) =>
  new Set(
    generateSite(size).rows.form_request.flatMap(row =>
      row.email.toLowerCase() === email && row.visitor_cookie ? [row.visitor_cookie] : [],
    ),
  )

const keysOf = (records: FoundRecord[] = []) => records.map(({ key }) => key.join(':')).sort()

describe('the log and the partner’s files of the demo', () => {
  const asked = [
    'katharina',
    'gareth',
    'marisol',
    'declan',
    'nora',
    'aoife',
    'cormac',
    'robin',
    'philippa',
    'oksana',
  ] as const

  it.each(asked)('give %s exactly the lines that hold one of the cookies of their forms', async name => {
    const { email } = people[name]
    const cookies = cookiesOf(email)
    const hand = (lines: typeof log, ends: (cookie: string) => string) =>
      lines
        .filter(({ text }) => [...cookies].some(cookie => text.trimEnd().endsWith(ends(cookie))))
        .map(({ file, line }) => `${file}:${line}`)
        .sort()
    const { found, collections } = await search(email)
    expect(keysOf(found.get('weblog.line'))).toEqual(hand(log, cookie => `"${cookie}"`))
    expect(keysOf(found.get('partner.saltmarsh'))).toEqual(hand(partner, cookie => `,${cookie}`))
    expect(keysOf(found.get('weblog.line')).length).toBeGreaterThan(0)
    expect(collections.find(one => one.collection === 'line')?.reason).toBe('rows-unreadable: 3')
  })

  it('give nobody the lines of another who has the same IP address', async () => {
    const aoife = (await search(people.aoife.email)).found.get('weblog.line')!
    const cormac = (await search(people.cormac.email)).found.get('weblog.line')!
    expect(aoife[0]!.values.ip).toBe(cormac[0]!.values.ip)
    const keys = keysOf(cormac)
    expect(keysOf(aoife).filter(key => keys.includes(key))).toEqual([])
  })

  it('are walked to through the database when the log alone is searched, and its lines make visits', async () => {
    const { found, collections, snapshots } = await search(people.katharina.email, 'weblog')
    expect(collections.map(({ collection, result }) => [collection, result])).toEqual([
      ['line', 'found'],
      ['visit', 'found'],
    ])
    expect(snapshots.map(({ source }) => source)).toEqual(['weblog'])
    const lines = found.get('weblog.line')!
    const visits = found.get('weblog.visit')!
    expect(visits.reduce((sum, { values }) => sum + Number(values.pages), 0)).toBe(lines.length)
    expect(lines[0]!.path).toEqual([
      'email',
      expect.stringMatching(/^site\./),
      ...(lines[0]!.path.slice(2, -1) as string[]),
      'weblog.line.cookie',
    ])
  })

  it('are the same bytes for the same seed', async () => {
    await writeLogs(home, size)
    expect(await linesIn(demoFolders(home).webLog)).toEqual(log)
  })

  it('leave no column unclassified', async () => {
    expect((await search(people.ingrid.email)).unclassified).toEqual([])
  })
})
