import { and, eq } from 'drizzle-orm'
import type { Actor } from '#lib/access/actor.ts'
import type { Tx } from '#lib/db/begin.ts'
import { hexOf } from '#lib/kernel/hex.ts'
import { type Result, refuse } from '#lib/kernel/result.ts'
import { view } from '#lib/kernel/view.ts'
import { readMentionsAt } from '#lib/others/store.ts'
import { readReasons } from '#lib/requests/keep-reason.ts'
import { recordHash } from '#lib/requests/record-hash.ts'
import type { Status } from '#lib/requests/status.ts'
import { requests, withholdings } from '#lib/requests/table.ts'
import type { CollectionFacts, FoundRecord } from '#lib/sources/contract.ts'
import { factsIn, knownMap, type Stop, stopsOf } from '#lib/sources/known-map.ts'
import { sources } from '#lib/sources/table.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { readPage } from '#lib/vault/segment.ts'
import { type Held, heldIn, markRecord, type Part, partsOf } from './mark-findings.ts'
import { coverages, segments } from './table.ts'

export type FindingsQuery = { ref: string; dataset: string; collection: string; from: number; limit: number }

export type Finding = {
  /** Place in the sealed segment, from 0: addresses name this and never the key, which may be personal. */
  position: number
  record: FoundRecord
  stops: Stop[]
  held: Held | null
  fields: Map<string, Held>
  /** Parts of values, by field. */
  parts: Map<string, Part[]>
}

export type Findings = {
  status: Status
  result: 'found' | 'empty' | 'failed' | 'unreachable'
  count: number
  reason: string | null
  facts: CollectionFacts | null
  /** The whole collection is withheld. */
  held: Held | null
  records: Finding[]
  more: boolean
}

const locate = view({
  permission: 'finding:read',
  recordsLook: ({ ref, dataset, collection }: FindingsQuery) => ({ at: `findings/${dataset}.${collection}`, ref }),
  async run({ tx }, query) {
    const [request] = await tx.select().from(requests).where(eq(requests.ref, query.ref))
    if (!request) return undefined
    const here = <Table extends typeof coverages | typeof segments>(table: Table) =>
      and(
        eq(table.requestId, request.id),
        eq(table.attempt, request.attempt),
        eq(table.dataset, query.dataset),
        eq(table.collection, query.collection),
      )
    const [covered] = await tx.select().from(coverages).where(here(coverages))
    if (!covered) return undefined
    const [segment] = await tx.select().from(segments).where(here(segments))
    const maps = (await tx.select({ key: sources.key, map: sources.map }).from(sources)).map(knownMap)
    return { request, covered, segment, maps, ...(await readHeld(tx, request.id, query)) }
  },
})

async function readHeld(tx: Tx, requestId: string, { dataset, collection, from, limit }: FindingsQuery) {
  const rows = await tx
    .select()
    .from(withholdings)
    .where(
      and(
        eq(withholdings.requestId, requestId),
        eq(withholdings.dataset, dataset),
        eq(withholdings.collection, collection),
      ),
    )
  const held = heldIn(rows, rows.length > 0 ? await readReasons(tx, requestId) : new Map())
  return { held, rows, mentions: await readMentionsAt(tx, requestId, { dataset, collection, from, limit }) }
}

/**
 * One page of what was found in one collection, out of the vault, with what the map says of it and what is withheld. The look is
 * recorded before a record is read; the vault is read after the transaction is over.
 */
export async function viewFindings(actor: Actor, query: FindingsQuery): Promise<Result<Findings>> {
  const located = await locate(actor, query)
  if (!located.ok) return located
  const { request, covered, segment, maps, held, rows, mentions } = located.value
  const page = segment
    ? await readPage(houseVault(), request.id, segment.objectId, { offset: query.from, limit: query.limit })
    : { records: [], more: false }
  if (query.from > 0 && page.records.length === 0) return refuse('not-found')
  const { result, count, reason } = covered
  return {
    ok: true,
    value: {
      status: request.status,
      result,
      count,
      reason,
      facts: factsIn(maps, query.dataset, query.collection) ?? null,
      held: held.whole,
      records: (page.records as FoundRecord[]).map((record, index) => ({
        position: query.from + index,
        record,
        stops: stopsOf(maps, record.path),
        ...markRecord(held, request.id, query, record),
        parts: partsOf(hexOf(recordHash(request.id, query.dataset, query.collection, record.key)), rows, mentions),
      })),
      more: page.more,
    },
  }
}
