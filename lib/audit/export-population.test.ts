import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { run as verifyCommand } from '#lib/cli/package-verify-command.ts'
import { historyVerifier } from '#lib/history/history-signer.ts'
import { sealHistory } from '#lib/history/seal-history.ts'
import { viewLooks } from '#lib/history/view-looks.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { zipPackage } from '#lib/packages/archive.ts'
import { manifestBytes } from '#lib/packages/manifest.ts'
import { openArchive } from '#lib/packages/read-archive.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { signObject } from '#lib/packages/sign.ts'
import { type AuditFilter, readAuditQuery } from '#lib/requests/audit-filter.ts'
import { extendDeadline } from '#lib/requests/extend-deadline.ts'
import { ask, done, longReason, officer, openHouse, prove, readyRequest } from '#lib/requests/lives-for-tests.ts'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { viewAuditedRequests } from '#lib/requests/view-audited-requests.ts'
import { houseKeys } from '#lib/vault/house-keys.ts'
import { exportPopulation } from './export-population.ts'
import type { PopulationManifest } from './population-manifest.ts'
import { verifyPopulation } from './verify-population.ts'

const auditor: Actor = { kind: 'auditor', id: randomUUID() }
const secret = 'planted.canary@example.org'
let portal: Awaited<ReturnType<typeof startTestPortal>>
type Files = { [name: string]: Buffer }
let files: Files

beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:1')
  await openHouse()
  const answered = await readyRequest(secret)
  done(await releasePackage(officer, { ref: answered.ref, package: answered.package }))
  const refused = await readyRequest('refused@example.org')
  done(await refuseRequest(officer, { ref: refused.ref, ground: 'exempt', reason: longReason }))
  const extended = await readyRequest('extended@example.org')
  done(await extendDeadline(officer, { ref: extended.ref, ground: 'complexity', reason: longReason }))
  await prove(await ask('running@example.org', 'GB'))
  await ask('unproved@example.org', 'US-CA')
  await portal.peek.query('set session_replication_role = replica')
  await portal.peek.query(`update dossier.request set received_at = received_at - interval '3 days' where ref = $1`, [
    refused.ref,
  ])
  await sealHistory()
  files = await taken({})
}, 120_000)
afterAll(() => portal?.stop())

const taken = async (filter: AuditFilter): Promise<Files> => {
  const body = await exportPopulation(auditor, filter)
  if (!(body instanceof Readable)) throw new Error(`not given: ${body}`)
  const archive = await openArchive(await buffer(body))
  const entries = await Promise.all(archive.names.map(async name => [name, await buffer(await archive.read(name))]))
  return Object.fromEntries(entries)
}

const manifestOf = (of: Files) => JSON.parse(of['manifest.json']!.toString('utf8')) as PopulationManifest
const rowsOf = (of: Files, table: string) =>
  JSON.parse(of[`${table}.json`]!.toString('utf8')) as { [c: string]: unknown }[]

const zipped = (of: Files) =>
  buffer(
    zipPackage(
      Object.entries(of).map(([name, bytes]) => ({ name, open: async () => Readable.from([bytes]) })),
      '2026-11-27T00:00:00Z',
    ),
  )

const flaw = async (of: Files, key: string | null = historyVerifier().line) => {
  const found = await verifyPopulation(await openArchive(await zipped(of)), key)
  return found.ok ? 'sound' : [found.why, found.where]
}

/** The files with one changed, listed and signed again: by whoever holds this key. */
const resigned = (of: Files, name: string, bytes: Buffer, seed: Uint8Array = houseKeys().signing): Files => {
  const { signature: _gone, ...manifest } = manifestOf(of)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const listed = manifest.files.map(file => (file.name === name ? { name, sha256, bytes: bytes.length } : file))
  const signed = signObject({ ...manifest, files: listed } as unknown as Parameters<typeof signObject>[0], seed)
  return { ...of, [name]: bytes, 'manifest.json': manifestBytes(signed) }
}

const withoutLine = (bytes: Buffer, line: number) =>
  Buffer.from(
    bytes
      .toString('utf8')
      .split('\n')
      .filter((_, at) => at !== line)
      .join('\n'),
  )

describe('what an auditor takes away', () => {
  test('holds every request once, as CSV and as JSON alike, and is found sound', async () => {
    expect(await flaw(files)).toBe('sound')
    expect(rowsOf(files, 'requests')).toHaveLength(5)
    const csv = parse(files['requests.csv']!, { bom: true, columns: true }) as { [column: string]: string }[]
    expect(csv.map(({ ref }) => ref)).toEqual(rowsOf(files, 'requests').map(({ ref }) => ref))
    expect(manifestOf(files).history?.checkpoint).toContain('portal.test/history')
  })

  test('gives the figures of the page, counted again from its rows', async () => {
    const page = done(await viewAuditedRequests(auditor, {}))
    const { figures, groups } = manifestOf(files)
    expect(figures).toEqual(page.figures)
    expect(groups).toEqual(page.groups)
    expect(figures).toMatchObject({ received: 5, answered: 1, refused: 1, extended: 1, medianDays: 1.5 })
  })

  test('says of each request what the laws want kept: manner, proof, answer, ground, extension', async () => {
    const rows = rowsOf(files, 'requests')
    expect(rows.find(({ answer }) => answer === 'refused')).toMatchObject({
      ...{ channel: 'portal', proof: 'mailbox', refusal_ground: 'exempt', days: 3, timeliness: 'in-time' },
    })
    expect(rows.filter(({ extension_ground }) => extension_ground === 'complexity')).toHaveLength(1)
    expect(rows.filter(({ proof }) => proof === null)).toHaveLength(1)
    const types = rowsOf(files, 'events').map(({ type }) => type)
    expect(types).toContain('deadline-extended')
    expect(rowsOf(files, 'deadlines').every(({ steps }) => Array.isArray(steps) && steps.length > 0)).toBe(true)
  })

  test('names nobody: no address, no reason, no name of the team', () => {
    const all = Buffer.concat(Object.values(files)).toString('utf8')
    for (const personal of [secret, 'planted', '@example.org', longReason, 'refused@'])
      expect(all).not.toContain(personal)
  })

  test('is narrowed by the filters of the page, and says so', async () => {
    const narrow = await taken(readAuditQuery({ status: 'refused' }).query)
    expect(rowsOf(narrow, 'requests')).toHaveLength(1)
    expect(new Set(rowsOf(narrow, 'events').map(({ ref }) => ref)).size).toBe(1)
    expect(manifestOf(narrow)).toMatchObject({ filter: { status: 'refused' }, figures: { received: 1 } })
    expect(await flaw(narrow)).toBe('sound')
    const none = await taken(readAuditQuery({ from: '2001-01-01', to: '2001-01-02' }).query)
    expect([rowsOf(none, 'requests'), await flaw(none)]).toEqual([[], 'sound'])
  })

  test('is as of one instant: what happens while it is fetched is not half in it', async () => {
    const body = (await exportPopulation(auditor, {})) as Readable
    const chunks: Buffer[] = [await once(body, 'readable').then(() => body.read())]
    await ask('late@example.org')
    for await (const chunk of body) chunks.push(chunk)
    const archive = await openArchive(Buffer.concat(chunks))
    const found = await verifyPopulation(archive, null)
    expect(found).toMatchObject({ ok: true, trusted: false, manifest: { figures: { received: 5 } } })
  })

  test('is the auditor’s alone, each look is told, and who stops fetching leaves nothing behind', async () => {
    const curious: Actor = { kind: 'officer', id: randomUUID() }
    expect(await exportPopulation(curious, {})).toBeNull()
    const { looks } = done(await viewLooks(auditor, { who: `auditor:${auditor.id}` }))
    expect(looks.filter(({ event }) => event.type === 'looked' && event.at === 'export').length).toBeGreaterThan(2)
    // Five requests are written before anybody has fetched a byte: while this table is locked, both exports are still under way.
    const holder = await portal.peek.connect()
    await holder.query('begin; lock table dossier.request in access exclusive mode')
    const two = [await exportPopulation(auditor, {}), await exportPopulation(auditor, {})] as Readable[]
    expect(await exportPopulation(auditor, {})).toBe('busy')
    await holder.query('rollback')
    holder.release()
    for (const body of two) body.destroy()
    await expect
      .poll(() => exportPopulation(auditor, {}).then(body => body instanceof Readable && !!body.destroy()), {
        timeout: 20_000,
      })
      .toBe(true)
  })
})

describe('what was changed on the way', () => {
  test('one changed byte, a missing file, a foreign signature are found', async () => {
    const bytes = Buffer.from(files['events.csv']!)
    bytes[bytes.length >> 1]! ^= 1
    expect(await flaw({ ...files, 'events.csv': bytes })).toEqual(['changed-file', 'events.csv'])
    const { 'deadlines.json': _gone, ...rest } = files
    expect(await flaw(rest)).toEqual(['missing-file', 'deadlines.json'])
    const foreign = resigned(files, 'requests.csv', files['requests.csv']!, new Uint8Array(32).fill(7))
    expect(await flaw(foreign)).toEqual(['other-key', 'manifest.json'])
  })

  test('a row left out is found even where the portal’s own key signed it', async () => {
    expect(await flaw({ ...files, 'requests.json': withoutLine(files['requests.json']!, 1) })).toEqual([
      ...['changed-file', 'requests.json'],
    ])
    const fewer = resigned(files, 'requests.json', withoutLine(files['requests.json']!, 1))
    expect(await flaw(fewer)).toEqual(['wrong-count', 'requests.json'])
    const other = resigned(files, 'events.csv', withoutLine(files['events.csv']!, 2))
    expect(await flaw(other)).toEqual(['tables-differ', 'events'])
  })

  test('the command says it in a sentence, with a status that a script can read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dossier-export-'))
    const at = (name: string) => join(folder, name)
    await writeFile(at('good.zip'), await zipped(files))
    await writeFile(at('bad.zip'), await zipped({ ...files, 'requests.csv': Buffer.from('x') }))
    await writeFile(at('key.txt'), `${historyVerifier().line}\n`)
    const verify = async (name: string) => {
      const [out, said]: [string[], string[]] = [[], []]
      const io = { out: (line: string) => out.push(line), say: (line: string) => said.push(line) }
      const status = await verifyCommand({ positionals: [at(name)], values: { key: at('key.txt') } }, io)
      return { status, out: out.join('\n'), said: said.join('\n') }
    }
    const good = await verify('good.zip')
    expect(good).toMatchObject({ status: 0, said: '' })
    expect(good.out).toContain('requests: 5 rows, unchanged, the same as CSV and as JSON.')
    expect(await verify('bad.zip')).toMatchObject({ status: 1, said: expect.stringContaining('it was changed') })
    await rm(folder, { recursive: true })
  })
})
