import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/kernel/ids.ts'
import { type Desk, openDesk } from '#lib/requests/desk-for-tests.ts'
import { askForCopy, prove, requestId, startSearch } from '#lib/requests/request-for-tests.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { collect } from './collect.ts'
import { sealCollection } from './seal-collection.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

async function* one(): AsyncGenerator<FoundRecord> {
  yield { key: ['1'], path: ['email'], thirdParty: 'no', values: {} }
}

const asked = async () => {
  const request = await askForCopy()
  await prove(request)
  await startSearch(request.ref)
  return requestId(request.ref)
}

describe('what a source seals', () => {
  test('is left alone by the job of another whose name begins its own', async () => {
    const id = await asked()
    const seal = (source: string) =>
      sealCollection({ requestId: id, attempt: 1, source, run: newId() }, source, 'letter', one())
    const [own, others, also] = [await seal('site'), await seal('site-archive'), await seal('site_archive')]
    await collect({ requestId: id, attempt: 1, source: 'site' })
    const left = (await houseVault().objects(id)).map(({ objectId }) => objectId)
    expect(left).toEqual(expect.arrayContaining([others.objectId, also.objectId]))
    expect(left).not.toContain(own.objectId)
  })

  test('has a name of its own for every collection, however alike they are called', async () => {
    const run = newId()
    const long = 'a'.repeat(60)
    const places = [
      ['order_item', 'order-item', 'Order Item', 'joined-users', `${long}_2025`, `${long}_2026`].map(
        name => ['shop', name] as const,
      ),
      [['shop-order', 'item'] as const, ['zoë', 'x'] as const],
    ].flat()
    const id = await asked()
    const names: string[] = []
    for (const [dataset, collection] of places) {
      const sealed = await sealCollection(
        { requestId: id, attempt: 1, source: 'shop', run },
        dataset,
        collection,
        one(),
      )
      names.push(sealed.objectId)
    }
    expect(new Set(names).size).toBe(places.length)
    expect(names.filter(name => name.includes('joined'))).toEqual([])
  })
})
