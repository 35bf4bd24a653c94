import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { people } from '#lib/demo/people.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { sealHistory } from '#lib/history/seal-history.ts'
import { checkInvariants } from './check-invariants.ts'
import { copyFor, requestOf, startPortal } from './portal-for-tests.ts'

describe('the way of a request', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>
  beforeAll(async () => {
    portal = await startPortal()
    await portal.work()
  })
  afterAll(() => portal.stop())

  it('leads from the question to the copy, and the history tells each step', async () => {
    const { ref, id, copy } = await copyFor(people.layla.email)
    expect((await requestOf(ref)).status).toBe('released')
    const told = await begin(worker, ({ tx }) => readStream(tx, `request:${id}`))
    const types = told.map(({ event }) => event.type)
    // The jobs that hold the rows and look who asks are born with the end of the search, and run beside whatever comes next.
    expect(types).toContain('hold-begun')
    expect(types).toContain('others-found')
    const beside = ['hold-begun', 'identity-reviewed', 'others-found']
    expect(types.filter(type => !beside.includes(type))).toEqual([
      'request-submitted',
      'link-sent',
      'address-proved',
      'letter-written',
      'collection-started',
      'source-searched',
      'collection-finished',
      'package-asked-for',
      'package-built',
      'package-released',
      'letter-written',
      'package-opened',
    ])
    expect(copy.groups.map(({ dataset, collection }) => `${dataset}.${collection}`)).toContain('site.contact')
  })

  it('leaves state, history, jobs, mails and vault in agreement', async () => {
    await sealHistory()
    expect(await checkInvariants(worker)).toEqual([])
  })

  it('ends with a full answer for somebody of whom nothing is held', async () => {
    const { copy } = await copyFor(people.oisin.email)
    // Of the organisation's own sources nothing; the portal itself holds the letter that acknowledged the request.
    expect(copy.groups.filter(({ dataset }) => dataset !== 'portal:own')).toEqual([])
    const elsewhere = copy.coverage.filter(({ dataset }) => dataset !== 'portal:own')
    expect(new Set(elsewhere.map(row => row.result))).toEqual(new Set(['empty']))
  })
})
