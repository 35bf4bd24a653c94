import type { Temporal } from 'temporal-polyfill'
import { worker } from '#lib/access/actor.ts'
import { countCandidateRows, isBeingFollowed } from '#lib/candidates/store.ts'
import { findUnsearched, type Unsearched } from '#lib/collection/find-unsearched.ts'
import { readCoverages, readSearches, readSegments } from '#lib/collection/store.ts'
import { begin, type Tx } from '#lib/db/begin.ts'
import { type Entry, readStream } from '#lib/history/read-stream.ts'
import { type Organisation, readOrganisation } from '#lib/organisation/read-organisation.ts'
import { readFilesOf } from '#lib/owners/store.ts'
import { openIntake } from '#lib/requests/intake.ts'
import { lockById, type RequestRow } from '#lib/requests/store.ts'
import { countOwn, readLooksAt, type Whose } from './own-store.ts'
import { type PackageRow, readMaps, readPackage, readWithholdings } from './store.ts'

export type BuildJob = { packageId: string; run: string }

type Rows<Read extends (...given: never[]) => PromiseLike<unknown>> = Awaited<ReturnType<Read>>

/** Everything a package is made from, as it stood when the build began. */
export type Material = {
  package: PackageRow
  request: RequestRow
  address: string
  organisation: Organisation
  searches: Rows<typeof readSearches>
  coverages: Rows<typeof readCoverages>
  segments: Rows<typeof readSegments>
  /** Places that are connected now and that this attempt did not ask. */
  unsearched: Unsearched[]
  /** Rows found by what several people may share, by `dataset.collection`: those that an officer said are the person's, and all others. */
  candidates: Rows<typeof countCandidateRows>
  /** What was found is still being followed or added to: nothing is packed before. */
  waits: boolean
  withholdings: Rows<typeof readWithholdings>
  /** What colleagues gave beside their answers. */
  ownerFiles: Rows<typeof readFilesOf>
  maps: Rows<typeof readMaps>
  history: Entry[]
  /** What the portal itself holds on the person, up to the instant the package was asked for: built twice it says the same. */
  own: { whose: Whose; requests: number; letters: number; looks: Rows<typeof readLooksAt> }
}

/** Step of the build: reads what the package will say, or undefined when this build was overtaken or its request moved on. */
export function readMaterial({ packageId, run }: BuildJob): Promise<Material | undefined> {
  return begin(worker, async ({ tx }) => {
    const wanted = await readPackage(tx, packageId)
    if (wanted?.run !== run || wanted.state !== 'building') return undefined
    const request = await lockById(tx, wanted.requestId)
    if (request?.status !== 'review' || request.attempt !== wanted.attempt) return undefined
    const organisation = (await readOrganisation(tx))!
    const done = { searches: await readSearches(tx, request), coverages: await readCoverages(tx, request) }
    return {
      package: wanted,
      request,
      address: openIntake(request).address,
      organisation,
      own: await readOwn(tx, request, wanted.requestedAt, organisation.zone),
      ...done,
      segments: await readSegments(tx, request),
      unsearched: await findUnsearched(tx, done),
      candidates: await countCandidateRows(tx, request.id),
      waits: await isBeingFollowed(tx, request),
      withholdings: await readWithholdings(tx, request.id),
      ownerFiles: await readFilesOf(tx, request.id),
      maps: await readMaps(tx),
      history: await readStream(tx, `request:${request.id}`),
    }
  })
}

async function readOwn(tx: Tx, request: RequestRow, until: Temporal.Instant, zone: string): Promise<Material['own']> {
  const whose = { request, until }
  return { whose, ...(await countOwn(tx, whose)), looks: await readLooksAt(tx, whose, zone) }
}
