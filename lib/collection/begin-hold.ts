import { z } from 'zod'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { ofRequest } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockById } from '#lib/requests/store.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { readRecords } from '#lib/vault/segment.ts'
import { holdHash } from './hold-hash.ts'
import { deleteHolds, type HoldRow, insertHolds } from './hold-store.ts'
import { readSegments } from './store.ts'

const record = command({
  permission: 'collection:run',
  input: z.object({ requestId: z.uuid(), attempt: z.int(), rows: z.array(z.custom<HoldRow>()) }),
  async run({ tx }, { requestId, attempt, rows }) {
    const request = await lockById(tx, requestId)
    if (!request || request.attempt !== attempt) return refuse('superseded')
    const history = await readStream(tx, `request:${requestId}`)
    // A source that was read once more in the same attempt may have found rows that no hold was for.
    const last = history.findLast(({ event }) => event.type === 'collection-finished' || event.type === 'hold-begun')
    if (last?.event.type === 'hold-begun') return refuse('already-done')
    await deleteHolds(tx, requestId)
    await insertHolds(tx, rows)
    return {
      ok: true,
      value: undefined,
      events: [ofRequest(requestId, { type: 'hold-begun', attempt, records: rows.length })],
    }
  },
})

/**
 * The job born when a search has ended: the rows it found may not be deleted before the request is closed and its time for complaint is
 * over (EDPB Guidelines 01/2022, 38; PIPEDA 8(8); DPA 2018 s.173: nobody deletes what somebody asks for). Keys are read from the sealed
 * segments and kept as keyed hashes alone. Delivered twice, or late, it changes nothing.
 */
export async function beginHold({ requestId, attempt }: { requestId: string; attempt: number }): Promise<void> {
  const found = await begin(worker, async ({ tx }) => {
    const request = await lockById(tx, requestId)
    return request?.attempt === attempt ? readSegments(tx, request) : []
  })
  const rows: HoldRow[] = []
  for (const { objectId, source, dataset, collection } of found) {
    for await (const one of readRecords(houseVault(), requestId, objectId)) {
      const recordHash = holdHash(source, dataset, collection, (one as FoundRecord).key)
      rows.push({ requestId, source, dataset, collection, recordHash })
    }
  }
  if (rows.length > 0) await record(worker, { requestId, attempt, rows })
}
