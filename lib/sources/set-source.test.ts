import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandLine, worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { setSource } from './set-source.ts'
import { viewSources } from './view-sources.ts'

describe('a source', () => {
  let portal: Awaited<ReturnType<typeof startTestPortal>>
  let map: string
  beforeAll(async () => {
    portal = await startTestPortal('smtp://127.0.0.1:9')
    map = await readFile(new URL('../demo/site.map.yml', import.meta.url), 'utf8')
  })
  afterAll(() => portal.stop())

  it('is connected by its map and the name of a variable, and connected again with a new map', async () => {
    const given = { key: 'shop', connectionVariable: 'SHOP_URL', map }
    expect(await setSource(commandLine, given)).toMatchObject({ ok: true })
    expect(await setSource(commandLine, { ...given, map: `${map}\n` })).toMatchObject({ ok: true })
    const told = await begin(worker, ({ tx }) => readStream(tx, 'source:shop'))
    expect(told.map(({ event }) => event.type)).toEqual(['source-set', 'source-set'])
    const seen = await viewSources({ kind: 'admin', id: '00000000-0000-4000-8000-000000000001' }, {})
    expect(seen).toMatchObject({ ok: true, value: [{ key: 'shop' }] })
  })

  it('is refused with a map that says what nobody understands, or a variable that is none', async () => {
    const given = { key: 'shop', connectionVariable: 'SHOP_URL', map }
    expect(await setSource(commandLine, { ...given, map: `${map}\nnonsense: 1\n` })).toMatchObject({
      ok: false,
      why: 'invalid',
    })
    expect(await setSource(commandLine, { ...given, connectionVariable: 'postgres://here' })).toMatchObject({
      fields: { connectionVariable: ['source.variable'] },
    })
  })

  it('is not for an officer to connect', async () => {
    const officer = { kind: 'officer' as const, id: '00000000-0000-4000-8000-000000000002' }
    expect(await setSource(officer, { key: 'x', connectionVariable: 'X', map })).toMatchObject({ why: 'not-allowed' })
  })
})
