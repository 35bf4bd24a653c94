import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { errand } from '#lib/db/roles.ts'
import { people } from '#lib/demo/people.ts'
import { sealHistory } from '#lib/history/seal-history.ts'
import { checkInvariants } from '#lib/jobs/check-invariants.ts'
import { handlers } from '#lib/jobs/handlers.ts'
import {
  askAndProve,
  fileOf,
  officer,
  requestOf,
  startPortal,
  untilReviewed,
  untilStatus,
} from '#lib/jobs/portal-for-tests.ts'
import { withholdValue } from '#lib/requests/withhold-value.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { makePackage } from './make-package.ts'
import { preparePackage } from './prepare-package.ts'
import { releasePackage } from './release-package.ts'

let portal: Awaited<ReturnType<typeof startPortal>>
beforeAll(async () => {
  portal = await startPortal()
  // Everything is done by a worker but the packing, which these tests deliver by hand.
  const { 'build-package': _byHand, ...others } = handlers
  await portal.work(others)
})
afterAll(() => portal.stop())

async function prepared(address?: string) {
  const asked = await askAndProve(address)
  await untilStatus(asked.ref, 'review')
  await untilReviewed(asked.id)
  return { ...asked, ...(await prepare(asked.ref)) }
}

async function prepare(ref: string) {
  const asked = await preparePackage(officer, { ref })
  if (!asked.ok) throw new Error(asked.why)
  const packageId = asked.value.id
  const { rows } = await portal.peek.query('select run from dossier.package where id = $1', [packageId])
  return { packageId, run: rows[0].run as string }
}

const packedOf = async (id: string) =>
  (await houseVault().objects(id)).map(({ objectId }) => objectId).filter(name => name.startsWith('p-'))
/** The job is done, whoever did it. */
const forget = (packageId: string) =>
  portal.peek.query(`delete from graphile_worker._private_jobs where payload ->> 'packageId' = $1`, [packageId])

it('a build delivered to two workers at once leaves one package that can be opened', async () => {
  const { ref, id, person, packageId, run } = await prepared()
  await Promise.all([makePackage({ packageId, run }), makePackage({ packageId, run })])
  await forget(packageId)
  expect(await packedOf(id)).toHaveLength(5)
  expect((await releasePackage(officer, { ref, package: packageId })).ok).toBe(true)
  for (const name of ['dossier.json', 'dossier.pdf', 'dossier.html', 'dossier-csv.zip', 'dossier.zip'])
    expect((await fileOf(person, ref, id, name)).length).toBeGreaterThan(500)
})

it('what an officer read is what leaves: a twin that wakes late writes over nothing of the copy that was recorded', async () => {
  const { ref, id, person, packageId, run } = await prepared()
  const vault = houseVault()
  const write = vault.write
  let asleep = true
  vi.spyOn(vault, 'write').mockImplementation(async (...given) => {
    if (asleep) {
      asleep = false
      // Somebody else asks meanwhile: the signed history the twin proves its events by has grown.
      await askAndProve(people.robin.email)
      await makePackage({ packageId, run })
      expect((await releasePackage(officer, { ref, package: packageId })).ok).toBe(true)
    }
    return write(...given)
  })
  await makePackage({ packageId, run }).finally(() => vi.restoreAllMocks())
  await forget(packageId)
  const { rows } = await portal.peek.query(
    `select name, encode(sha256, 'hex') as sha256 from dossier.package_file where package_id = $1 order by name`,
    [packageId],
  )
  expect(rows).toHaveLength(5)
  for (const { name, sha256 } of rows)
    expect([
      name,
      createHash('sha256')
        .update(await fileOf(person, ref, id, name))
        .digest('hex'),
    ]).toEqual([name, sha256])
  expect(await packedOf(id)).toHaveLength(5)
})

it('a build that wakes after the copy was released changes nothing', async () => {
  const { ref, id, person, packageId, run } = await prepared()
  await makePackage({ packageId, run })
  await releasePackage(officer, { ref, package: packageId })
  await makePackage({ packageId, run })
  await forget(packageId)
  expect((await fileOf(person, ref, id, 'dossier.json')).length).toBeGreaterThan(500)
})

it('what a killed build had sealed is gone when its package was dropped meanwhile', async () => {
  const { ref, id, packageId, run } = await prepared()
  const name = `p-${packageId.slice(0, 13)}-${run.slice(0, 8)}-dossier-json`
  await houseVault().write(id, name, Readable.from([Buffer.from('half of it')]))
  const held = { dataset: 'site', collection: 'contact', key: '', ground: 'rights-of-others' as const }
  await withholdValue(officer, { ref, ...held, reason: 'Somebody else is named in each of them.' })
  await makePackage({ packageId, run })
  await forget(packageId)
  expect(await packedOf(id)).toEqual([])
})

it('what a killed build had sealed and no other run calls the same is gone when the package is there', async () => {
  const { id, packageId, run } = await prepared()
  const killed = `p-${packageId.slice(0, 13)}-${run.slice(0, 8)}-tables-0123456789ab`
  await houseVault().write(id, killed, Readable.from([Buffer.from('half of the tables')]))
  await makePackage({ packageId, run })
  await forget(packageId)
  expect(await packedOf(id)).toHaveLength(5)
  expect(await packedOf(id)).not.toContain(killed)
})

it('records that were found and are not there are never told as withheld: the copy is not built', async () => {
  const { ref, packageId, run } = await prepared(people.declan.email)
  const change = (by: number) =>
    errand(portal.database.superUrl, sql =>
      sql.begin(async tx => {
        await tx`select set_config('dossier.tx', 'test', true)`
        await tx`update dossier.coverage set count = count + ${by} where collection = 'contact' and result = 'found'`
      }),
    )
  await change(1)
  await expect(makePackage({ packageId, run })).rejects.toThrow('the vault holds')
  expect((await requestOf(ref)).status).toBe('review')
  await change(-1)
  await makePackage({ packageId, run })
  await forget(packageId)
})

it('leaves state, history, jobs, mails and vault in agreement', async () => {
  await sealHistory()
  expect(await checkInvariants(worker)).toEqual([])
})
