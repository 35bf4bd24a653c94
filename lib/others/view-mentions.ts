import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '#lib/access/actor.ts'
import { segments } from '#lib/collection/table.ts'
import type { Tx } from '#lib/db/begin.ts'
import { type Result, refuse } from '#lib/kernel/result.ts'
import { view } from '#lib/kernel/view.ts'
import { readableIn } from '#lib/packages/span.ts'
import type { Status } from '#lib/requests/status.ts'
import { requests } from '#lib/requests/table.ts'
import type { FoundRecord, Text } from '#lib/sources/contract.ts'
import { factsIn, knownMap } from '#lib/sources/known-map.ts'
import { readSources } from '#lib/sources/store.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { readRecords } from '#lib/vault/segment.ts'
import { type MentionKind, mentionKinds } from './find-mentions.ts'
import { type MentionRow, readIndexes, readOthersReview, stillShown } from './store.ts'
import { mentions } from './table.ts'

export type MentionQuery = {
  ref: string
  kind: MentionKind | null
  state: MentionRow['state']
  from: number
  limit: number
}

/** One place with the text around it, as the vault holds it now. */
export type MentionSeen = Pick<
  MentionRow,
  'id' | 'dataset' | 'collection' | 'position' | 'field' | 'kind' | 'person' | 'state'
> & {
  label: Text
  fieldLabel: Text
  before: string
  words: string
  after: string
  /** The text goes on beyond what is shown. */
  cut: { before: boolean; after: boolean }
}

export type Mentions = {
  status: Status
  /** Whether what was found in the present attempt was looked through. */
  read: boolean
  more: number
  unread: string[]
  indexedAt: Temporal.Instant | null
  /** Open ones by kind; those in what is held back anyway are not counted. */
  open: { [kind in MentionKind]: number }
  decided: { accepted: number; rejected: number }
  seen: MentionSeen[]
  next: boolean
}

const locate = view({
  permission: 'finding:read',
  recordsLook: ({ ref }: MentionQuery) => ({ at: 'others', ref }),
  async run({ tx }, query) {
    const [request] = await tx.select().from(requests).where(eq(requests.ref, query.ref))
    if (!request) return undefined
    const mine = eq(mentions.requestId, request.id)
    const rows = await tx
      .select()
      .from(mentions)
      .where(
        and(
          mine,
          eq(mentions.state, query.state),
          query.kind ? eq(mentions.kind, query.kind) : undefined,
          query.state === 'open' ? stillShown : undefined,
        ),
      )
      .orderBy(
        asc(mentions.person),
        asc(mentions.dataset),
        asc(mentions.collection),
        asc(mentions.position),
        asc(mentions.starts),
      )
      .offset(query.from)
      .limit(query.limit + 1)
    const found = await tx
      .select()
      .from(segments)
      .where(and(eq(segments.requestId, request.id), eq(segments.attempt, request.attempt), gt(segments.records, 0)))
    return {
      request,
      rows,
      segments: found,
      counts: await readCounts(tx, request.id),
      review: await readOthersReview(tx, request.id),
      indexes: await readIndexes(tx),
      maps: (await readSources(tx)).map(knownMap),
    }
  },
})

async function readCounts(tx: Tx, requestId: string) {
  const rows = await tx
    .select({
      kind: mentions.kind,
      state: mentions.state,
      shown: sql<boolean>`${stillShown}`,
      count: sql<number>`count(*)::int`,
    })
    .from(mentions)
    .where(eq(mentions.requestId, requestId))
    .groupBy(sql`1, 2, 3`)
  const sum = (fits: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(fits).reduce((all, { count }) => all + count, 0)
  const open = mentionKinds.map(kind => [kind, sum(one => one.kind === kind && one.state === 'open' && one.shown)])
  return {
    open: Object.fromEntries(open) as Mentions['open'],
    decided: { accepted: sum(one => one.state === 'accepted'), rejected: sum(one => one.state === 'rejected') },
  }
}

/**
 * The places in what was found for a request that give other people away, with the text around each, out of the vault. The look is recorded
 * before a record is read.
 */
export async function viewMentions(actor: Actor, query: MentionQuery): Promise<Result<Mentions>> {
  const located = await locate(actor, query)
  if (!located.ok) return located
  const { request, rows, segments, counts, review, indexes, maps } = located.value
  if (query.from > 0 && rows.length === 0) return refuse('not-found')
  const page = rows.slice(0, query.limit)
  const records = await readAt(request.id, page, segments)
  const built = indexes
    .flatMap(({ builtAt }) => builtAt ?? [])
    .sort((a, b) => a.epochMilliseconds - b.epochMilliseconds)
  return {
    ok: true,
    value: {
      status: request.status,
      read: review?.attempt === request.attempt,
      more: review?.more ?? 0,
      unread: review?.unread ?? [],
      indexedAt: built[0] ?? null,
      ...counts,
      seen: page.map(row => {
        const facts = factsIn(maps, row.dataset, row.collection)
        const record = records.get(`${row.dataset}.${row.collection} ${row.position}`)
        return {
          ...row,
          label: facts?.label ?? `${row.dataset}.${row.collection}`,
          fieldLabel: facts?.fields.find(({ name }) => name === row.field)?.label ?? row.field,
          ...around(readableIn(record?.values[row.field])[row.leaf] ?? '', row),
        }
      }),
      next: rows.length > query.limit,
    },
  }
}

/** The records of one page, each segment opened once and read no further than it must be. */
async function readAt(
  requestId: string,
  rows: readonly MentionRow[],
  found: readonly { objectId: string; dataset: string; collection: string }[],
): Promise<Map<string, FoundRecord>> {
  const records = new Map<string, FoundRecord>()
  for (const { objectId, dataset, collection } of found) {
    const wanted = new Set(
      rows.filter(row => row.dataset === dataset && row.collection === collection).map(({ position }) => position),
    )
    let position = 0
    if (wanted.size > 0)
      for await (const record of readRecords(houseVault(), requestId, objectId)) {
        if (wanted.delete(position)) records.set(`${dataset}.${collection} ${position}`, record as FoundRecord)
        if (wanted.size === 0) break
        position++
      }
  }
  return records
}

const shown = 120

/** Never half of a character. */
const from = (text: string, at: number) => (/[\udc00-\udfff]/.test(text.charAt(at)) ? at + 1 : at)

function around(text: string, { starts, ends }: { starts: number; ends: number }) {
  const first = from(text, Math.max(0, starts - shown))
  const last = from(text, Math.min(text.length, ends + shown))
  return {
    before: text.slice(first, starts),
    words: text.slice(starts, ends),
    after: text.slice(ends, last),
    cut: { before: first > 0, after: last < text.length },
  }
}
