import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { searchAgain } from '#lib/collection/search-again.ts'
import { begin } from '#lib/db/begin.ts'
import { people } from '#lib/demo/people.ts'
import { askAndProve, officer, startPortal, untilReviewed, untilStatus } from '#lib/jobs/portal-for-tests.ts'
import { liftWithholding, withholdValue } from '#lib/requests/withhold-value.ts'
import { sources } from '#lib/sources/table.ts'
import { mayMove } from './moved-withholdings.ts'
import { preparePackage } from './prepare-package.ts'

const map = `
dataset:
  - fides_key: calls
    fides_meta: {x_dossier: {kind: csv, schema: calls}}
    collections:
      - name: call
        fides_meta: {x_dossier: {label: Calls, purpose: Support, legal_basis: Contract, source: You, recipients: []}}
        fields:
          - {name: email, data_categories: [user.contact.email], fides_meta: {identity: email}}
          - {name: note, data_categories: [user.content]}
`

let portal: Awaited<ReturnType<typeof startPortal>>
let folder: string
const write = (...notes: string[]) =>
  writeFile(
    join(folder, 'call.csv'),
    ['email,note', ...notes.map(note => `${people.layla.email},${note}`), ''].join('\n'),
  )

beforeAll(async () => {
  portal = await startPortal()
  folder = await mkdtemp(join(tmpdir(), 'calls-'))
  process.env.CALLS_URL = `file://${folder}/call*`
  await begin(worker, ({ tx, now }) =>
    tx.insert(sources).values({ key: 'calls', kind: 'csv', connectionVariable: 'CALLS_URL', map, addedAt: now }),
  )
  await portal.work()
}, 60_000)
afterAll(async () => {
  await portal?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a line of a file, a row without a key and a colleague’s answer may be known otherwise after another search; a row with a key may not', () => {
  const keyed = map.replace('identity: email}', 'identity: email, primary_key: true}').replace('kind: csv, ', '')
  const moving = (kind: string, text: string) => [...mayMove([{ key: 'calls', kind, map: text }])]
  expect(moving('csv', map)).toEqual(['calls.call'])
  expect(moving('postgres', map.replace('kind: csv, ', ''))).toEqual(['calls.call'])
  expect(moving('manual', keyed)).toEqual(['calls.call'])
  expect(moving('postgres', keyed)).toEqual([])
})

test('what was withheld in a line of a file is asked about again where the file has changed since, before anything is packed', async () => {
  await write('Said nothing.', 'Her neighbour is ill.')
  const { ref, id } = await askAndProve(people.layla.email)
  const searched = async () => {
    await untilStatus(ref, 'review')
    await untilReviewed(id)
  }
  await searched()
  const place = { ref, dataset: 'calls', collection: 'call', key: '["call.csv","3"]', field: 'note' }
  const why = { ground: 'rights-of-others' as const, reason: 'The neighbour has rights of their own.' }
  const held = await withholdValue(officer, { ...place, ...why })
  if (!held.ok) throw new Error(held.why)
  await searchAgain(officer, { ref })
  await searched()
  expect(await preparePackage(officer, { ref })).toMatchObject({ ok: true })

  await write('A new first line.', 'Said nothing.', 'Her neighbour is ill.')
  await untilStatus(ref, 'ready')
  await searchAgain(officer, { ref })
  await searched()
  expect(await preparePackage(officer, { ref })).toMatchObject({
    ...{ ok: false, why: 'withholding-moved', detail: { collections: 'calls.call' } },
  })
  await liftWithholding(officer, { ref, withholding: held.value.id })
  expect(await preparePackage(officer, { ref })).toMatchObject({ ok: true })
  await untilStatus(ref, 'ready')
  expect(await withholdValue(officer, { ...place, ...why, key: '["call.csv","4"]' })).toMatchObject({ ok: true })
  expect(await preparePackage(officer, { ref })).toMatchObject({ ok: true })

  await write('Said nothing.')
  await untilStatus(ref, 'ready')
  await searchAgain(officer, { ref })
  await searched()
  expect(await preparePackage(officer, { ref })).toMatchObject({ why: 'withholding-moved' })
  // The line is gone, so nobody can lift what was withheld in it: to hold back all for a moment says that somebody has looked.
  const all = await withholdValue(officer, { ...place, ...why, key: '', field: '' })
  if (!all.ok) throw new Error(all.why)
  await liftWithholding(officer, { ref, withholding: all.value.id })
  expect(await preparePackage(officer, { ref })).toMatchObject({ ok: true })
}, 120_000)
