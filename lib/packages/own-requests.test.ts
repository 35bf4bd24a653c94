import { afterAll, beforeAll, expect, test } from 'vitest'
import { people } from '#lib/demo/people.ts'
import { askAndProve, type Copy, fileOf, release, startPortal } from '#lib/jobs/portal-for-tests.ts'

let portal: Awaited<ReturnType<typeof startPortal>>
beforeAll(async () => {
  portal = await startPortal()
  await portal.work()
}, 60_000)
afterAll(() => portal?.stop())

const more = 612

test('who asked more often than anybody should reads all of their requests in the copy, each once, and all letters', async () => {
  const { ref, id, person } = await askAndProve(people.oisin.email)
  await portal.peek.query(`begin; select set_config('dossier.tx', 'test', true);
    insert into dossier.request select r.* from dossier.request one, generate_series(1, ${more}) n,
      lateral jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), 'ref', 'D-MANY-' || n, 'status', 'withdrawn')) r
      where one.id = '${id}'; commit`)
  await release(ref, id)
  const copy: Copy = JSON.parse((await fileOf(person, ref, id, 'dossier.json')).toString('utf8'))
  const group = copy.groups.find(one => one.dataset === 'portal:own' && one.collection === 'request')!
  expect(new Set(group.records.map(({ values }) => values.reference)).size).toBe(more)
  expect(group.records).toHaveLength(more)
  expect(copy.coverage.find(one => one.dataset === 'portal:own' && one.collection === 'request')).toMatchObject({
    ...{ result: 'found', count: more },
  })
  const letters = copy.groups.find(one => one.dataset === 'portal:own' && one.collection === 'letter')!
  expect(letters.records.map(({ values }) => values.request)).toEqual([ref])
}, 120_000)
