import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { hexOf } from '#lib/kernel/hex.ts'
import { newId } from '#lib/kernel/ids.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockUnderReview } from '#lib/requests/lock-under-review.ts'
import { recordHash, spanDigest } from '#lib/requests/record-hash.ts'
import { type MentionKind, mentionKinds } from './find-mentions.ts'
import { numberPersons } from './number-persons.ts'
import type { Spotted } from './read-mentions.ts'
import { type MentionRow, readMentions, readOthersReview, replaceMentions, saveOthersReview } from './store.ts'

/** An officer answers this many places and no more; a collection that names more people than that has to be held back as a whole. */
export const mostKept = 20_000

/** One place, with the words: they become a keyed hash here and are kept nowhere. */
export type Spot = Omit<Spotted, 'record'> & { dataset: string; collection: string; key: string[] }

/** The same words at the same place of the same record are the same mention, whatever attempt found them. */
const placeOf = (row: MentionRow) =>
  [row.dataset, row.collection, hexOf(row.recordHash), row.field, row.leaf, row.starts, hexOf(row.digest)].join('\0')

export const recordMentions = command({
  permission: 'people:run',
  input: z.object({
    requestId: z.uuid(),
    attempt: z.int().positive(),
    unread: z.array(z.string()),
    spots: z.array(z.custom<Spot>()),
    more: z.int().nonnegative(),
  }),
  async run({ tx, now }, { requestId, attempt, unread, spots, more }) {
    const request = await lockUnderReview(tx, requestId, attempt)
    if (!request) return refuse('superseded')
    if ((await readOthersReview(tx, requestId))?.attempt === attempt) return refuse('already-done')
    const before = await readMentions(tx, requestId)
    const rows = rowsOf(requestId, spots, before)
    await replaceMentions(tx, requestId, rows)
    await saveOthersReview(tx, { requestId, attempt, more, unread, reviewedAt: now })
    const event = {
      type: 'others-found' as const,
      attempt,
      places: rows.length,
      found: countKinds(rows),
      persons: new Set(rows.map(({ person }) => person)).size,
      more,
      unread: unread.map(one => one.split(':')[0]!),
    }
    return { ok: true, value: undefined, events: [ofRequest(requestId, event)] }
  },
})

/** What an officer decided of the same words in an earlier attempt holds; whoever had a letter keeps it. */
function rowsOf(requestId: string, spots: readonly Spot[], before: readonly MentionRow[]): MentionRow[] {
  const known = new Map(before.map(row => [placeOf(row), row]))
  const persons = numberPersons(spots, new Map(before.map(row => [hexOf(row.owner), row.person])))
  return spots.map(({ dataset, collection, key, position, field, leaf, start, end, kind, words }, index) => {
    const { person, owner } = persons[index]!
    const row: MentionRow = {
      id: newId(),
      requestId,
      ...{ dataset, collection, position, field, leaf, kind, person },
      ...{ starts: start, ends: end, state: 'open' },
      recordHash: recordHash(requestId, dataset, collection, key),
      owner: Buffer.from(owner, 'hex'),
      digest: Buffer.from(spanDigest(requestId, words), 'hex'),
    }
    const same = known.get(placeOf(row))
    return same ? { ...row, id: same.id, state: same.state, person: same.person } : row
  })
}

const countKinds = (rows: readonly MentionRow[]): { [kind in MentionKind]?: number } =>
  Object.fromEntries(
    mentionKinds.flatMap(kind => {
      const count = rows.filter(row => row.kind === kind).length
      return count > 0 ? [[kind, count]] : []
    }),
  )
