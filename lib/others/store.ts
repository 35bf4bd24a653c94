import { and, between, eq, inArray, lt, notInArray, type SQL, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import { withholdings } from '#lib/requests/table.ts'
import type { MentionKind } from './find-mentions.ts'
import { knownIdentifiers, mentions, othersReviews, peopleIndexes } from './table.ts'

export type MentionRow = typeof mentions.$inferSelect
export type IndexRow = typeof peopleIndexes.$inferSelect

/** Rows for one statement: a statement takes 65,535 parameters. */
const some = 2_000

/** Whose each of these hashes is in the generations that count; hexadecimal both ways. */
export async function readOwners(tx: Tx, hashes: readonly string[]): Promise<{ hash: string; owner: string }[]> {
  return [
    ...(await tx.execute<{ hash: string; owner: string }>(sql`
      select encode(k.hash, 'hex') as hash, encode(k.owner, 'hex') as owner
      from ${knownIdentifiers} k join ${peopleIndexes} i on i.source = k.source and i.generation = k.generation
      where k.hash = any(array(select decode(h, 'hex') from json_array_elements_text(${JSON.stringify(hashes)}::json) h))`)),
  ]
}

export const readIndexes = (tx: Tx): Promise<IndexRow[]> =>
  tx.select().from(peopleIndexes).orderBy(peopleIndexes.source)

export const nextGeneration = async (tx: Tx): Promise<number> =>
  (await tx.execute<{ next: number }>(sql`select nextval('dossier.people_generation')::int as next`))[0]!.next

/** Removes a bounded number of a source's identifiers of the generations from one to another, both included; true while there may be more. */
export const deleteGenerations = (tx: Tx, source: string, [from, to]: readonly [number, number]): Promise<boolean> =>
  deleteSome(tx, and(eq(knownIdentifiers.source, source), between(knownIdentifiers.generation, from, to)))

/** Removes a bounded number of the identifiers of every other source; true while there may be more. */
export const deleteIdentifiersBut = (tx: Tx, sources: readonly string[]): Promise<boolean> =>
  deleteSome(tx, notInArray(knownIdentifiers.source, [...sources]))

async function deleteSome(tx: Tx, where: SQL | undefined): Promise<boolean> {
  const gone = await tx.execute(sql`
    delete from ${knownIdentifiers} where ctid = any(array(select ctid from ${knownIdentifiers} where ${where} limit 20000))
    returning 1`)
  return gone.length === 20_000
}

/** `pairs`: hash and owner as hexadecimal digits. One statement with one parameter: thousands of rows are no work for the driver. */
export const insertIdentifiers = (
  tx: Tx,
  { source, generation }: { source: string; generation: number },
  pairs: readonly (readonly [hash: string, owner: string])[],
) =>
  tx.execute(sql`
    insert into ${knownIdentifiers} (hash, owner, source, generation)
    select distinct decode(p ->> 0, 'hex'), decode(p ->> 1, 'hex'), ${source}::text, ${generation}::int
    from json_array_elements(${JSON.stringify(pairs)}::json) p on conflict do nothing`)

/** How many people and identifiers one generation has. */
export const countIdentifiers = async (tx: Tx, source: string, generation: number) =>
  (
    await tx.execute<{ people: number; identifiers: number }>(sql`
      select count(distinct owner) filter (where length(owner) > 0)::int as people, count(*)::int as identifiers
      from ${knownIdentifiers} where source = ${source} and generation = ${generation}`)
  )[0]!

/** False when a later generation counts already: another build began after this one and was whole before it. */
export async function saveIndex(tx: Tx, row: typeof peopleIndexes.$inferInsert): Promise<boolean> {
  const { source: _source, ...set } = row
  const setWhere = lt(peopleIndexes.generation, row.generation)
  const saved = tx.insert(peopleIndexes).values(row).onConflictDoUpdate({ target: peopleIndexes.source, set, setWhere })
  return (await saved.returning({ source: peopleIndexes.source })).length > 0
}

/** The last try came to nothing; what was built before counts on. */
export async function saveFailure(tx: Tx, source: string, reason: string, triedAt: Temporal.Instant): Promise<void> {
  const blank = { source, generation: 0, builtAt: null, people: 0, identifiers: 0, reason, triedAt }
  await tx
    .insert(peopleIndexes)
    .values(blank)
    .onConflictDoUpdate({ target: peopleIndexes.source, set: { reason, triedAt } })
}

/** A source that is no longer connected knows nobody. */
export const deleteIndexesBut = (tx: Tx, sources: readonly string[]) =>
  tx.delete(peopleIndexes).where(notInArray(peopleIndexes.source, [...sources]))

export const readOthersReview = async (tx: Tx, requestId: string) =>
  (await tx.select().from(othersReviews).where(eq(othersReviews.requestId, requestId)))[0]

/** What was found has changed: it has to be looked through again. What was decided stays with its place. */
export const forgetOthersReview = (tx: Tx, requestId: string) =>
  tx.update(othersReviews).set({ attempt: 0 }).where(eq(othersReviews.requestId, requestId))

export async function saveOthersReview(tx: Tx, row: typeof othersReviews.$inferInsert): Promise<void> {
  const { requestId: _requestId, ...set } = row
  await tx.insert(othersReviews).values(row).onConflictDoUpdate({ target: othersReviews.requestId, set })
}

export const readMentions = (tx: Tx, requestId: string): Promise<MentionRow[]> =>
  tx.select().from(mentions).where(eq(mentions.requestId, requestId))

/** Those of some records of one collection, by their place in it. */
export const readMentionsAt = (
  tx: Tx,
  requestId: string,
  { dataset, collection, from, limit }: { dataset: string; collection: string; from: number; limit: number },
): Promise<MentionRow[]> =>
  tx
    .select()
    .from(mentions)
    .where(
      and(
        eq(mentions.requestId, requestId),
        eq(mentions.dataset, dataset),
        eq(mentions.collection, collection),
        between(mentions.position, from, from + limit - 1),
      ),
    )
    .orderBy(mentions.position, mentions.field, mentions.leaf, mentions.starts)

/** Where somebody was named in what is no longer there says nothing any more. */
export const deleteMentions = (tx: Tx, requestId: string) =>
  tx.delete(mentions).where(eq(mentions.requestId, requestId))

export async function replaceMentions(tx: Tx, requestId: string, rows: readonly MentionRow[]): Promise<void> {
  await deleteMentions(tx, requestId)
  for (let from = 0; from < rows.length; from += some) await tx.insert(mentions).values(rows.slice(from, from + some))
}

export type Which = 'chosen' | 'all' | MentionKind

/**
 * The mentions an officer means: those chosen, whatever was decided of them before, or every open one, of a kind or at all. What is held
 * back anyway is shown to nobody, so nobody means it: put back into the copy, it is a question still.
 */
export const findMeant = (
  tx: Tx,
  requestId: string,
  which: Which,
  chosen: readonly string[],
): Promise<MentionRow[]> => {
  const mine = eq(mentions.requestId, requestId)
  if (which === 'chosen')
    return tx
      .select()
      .from(mentions)
      .where(and(mine, inArray(mentions.id, [...chosen])))
  const open = and(mine, eq(mentions.state, 'open'), stillShown)
  return tx
    .select()
    .from(mentions)
    .where(which === 'all' ? open : and(open, eq(mentions.kind, which)))
}

export async function decide(tx: Tx, ids: readonly string[], state: MentionRow['state']): Promise<void> {
  for (let from = 0; from < ids.length; from += some)
    await tx
      .update(mentions)
      .set({ state })
      .where(inArray(mentions.id, ids.slice(from, from + some)))
}

/** A place that was held back and no longer is has to be answered again. Its withholding bore its id. */
export const reopenMention = (tx: Tx, id: string) =>
  tx.update(mentions).set({ state: 'open' }).where(eq(mentions.id, id))

export async function insertSpans(tx: Tx, rows: readonly (typeof withholdings.$inferInsert)[]): Promise<void> {
  for (let from = 0; from < rows.length; from += some)
    await tx.insert(withholdings).values(rows.slice(from, from + some))
}

/** Not in what leaves anyway: its value, its record or its whole collection is held back. */
export const stillShown = sql`not exists (select from ${withholdings} w where w.request_id = ${mentions.requestId}
  and w.dataset = ${mentions.dataset} and w.collection = ${mentions.collection} and w.span = ''
  and (length(w.record_hash) = 0 or (w.record_hash = ${mentions.recordHash} and w.field in ('', ${mentions.field}))))`

/** Mentions that somebody has to answer before the copy may leave. */
export const countOpen = async (tx: Tx, requestId: string): Promise<number> =>
  (
    await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(mentions)
      .where(and(eq(mentions.requestId, requestId), eq(mentions.state, 'open'), stillShown))
  )[0]!.count
