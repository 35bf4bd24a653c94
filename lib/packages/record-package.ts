import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockById, moveTo } from '#lib/requests/store.ts'
import { insertFiles, markBuilt, readPackage } from './store.ts'

const file = z.object({
  name: z.string(),
  objectId: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
})

/** Records a built package, fenced by `run`: of two workers that built it, the one whose turn it is. The officer may now read it. */
export const recordPackage = command({
  permission: 'package:run',
  input: z.object({
    packageId: z.uuid(),
    run: z.uuid(),
    complete: z.boolean(),
    records: z.number().int(),
    held: z.number().int().default(0),
    files: z.array(file).min(1),
  }),
  async run(scope, { packageId, run, complete, records, held, files }) {
    const { tx } = scope
    const asked = await readPackage(tx, packageId)
    // Requests are locked before packages, here as everywhere, so that two verbs never wait for each other in a ring.
    const request = asked && (await lockById(tx, asked.requestId))
    if (request?.status !== 'review') return refuse('superseded')
    const mine = { id: packageId, run, attempt: request.attempt }
    if (!(await markBuilt(tx, mine, { complete, records }))) return refuse('superseded')
    await insertFiles(
      tx,
      files.map(({ sha256, ...row }) => ({ ...row, packageId, sha256: Buffer.from(sha256, 'hex') })),
    )
    await moveTo(scope, request, 'ready')
    const hashes = Object.fromEntries(files.map(({ name, sha256 }) => [name, sha256]))
    return {
      ok: true,
      value: undefined,
      events: [
        ofRequest(request.id, { type: 'package-built', package: packageId, complete, records, held, files: hashes }),
      ],
    }
  },
})
