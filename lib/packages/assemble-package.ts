import { worker } from '#lib/access/actor.ts'
import { readCoverages, readSearches, readSegments } from '#lib/collection/store.ts'
import { begin } from '#lib/db/begin.ts'
import { type Entry, readStream } from '#lib/history/read-stream.ts'
import { type Organisation, readOrganisation } from '#lib/organisation/read-organisation.ts'
import { openIntake } from '#lib/requests/intake.ts'
import { lockById, type RequestRow } from '#lib/requests/store.ts'
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
  withholdings: Rows<typeof readWithholdings>
  maps: Rows<typeof readMaps>
  history: Entry[]
}

/** Step of the build: reads what the package will say, or undefined when this build was overtaken or its request moved on. */
export function readMaterial({ packageId, run }: BuildJob): Promise<Material | undefined> {
  return begin(worker, async ({ tx }) => {
    const wanted = await readPackage(tx, packageId)
    if (wanted?.run !== run || wanted.state !== 'building') return undefined
    const request = await lockById(tx, wanted.requestId)
    if (request?.status !== 'review' || request.attempt !== wanted.attempt) return undefined
    return {
      package: wanted,
      request,
      address: openIntake(request).address,
      organisation: (await readOrganisation(tx))!,
      searches: await readSearches(tx, request),
      coverages: await readCoverages(tx, request),
      segments: await readSegments(tx, request),
      withholdings: await readWithholdings(tx, request.id),
      maps: await readMaps(tx),
      history: await readStream(tx, `request:${request.id}`),
    }
  })
}
