import { z } from 'zod'
import { readCoverage } from '#lib/collection/store.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { refuse } from '#lib/kernel/result.ts'
import { reopenMention } from '#lib/others/store.ts'
import { grounds } from '#lib/packages/grounds.ts'
import { reopenReview } from '#lib/packages/reopen-review.ts'
import { writeSpan } from '#lib/packages/span.ts'
import { keepReason, reasonField } from './keep-reason.ts'
import { isOpenTo } from './officer-moves.ts'
import { recordHash, spanDigest } from './record-hash.ts'
import { deleteWithholding, insertWithholding, lockByRef } from './store.ts'

const none = new Uint8Array()

const count = z.int().nonnegative()
const place = z.object({ leaf: count, starts: count, ends: count })

/**
 * Withholds one value, some words of it, one record or one collection, on a ground and with a reason (Art. 15(4) GDPR: the rights of others limit
 * the copy, not the request). A package already built is discarded: it would say what is now withheld.
 */
export const withholdValue = command({
  permission: 'finding:withhold',
  input: z.object({
    ref: z.string(),
    dataset: z.string().max(200),
    collection: z.string().max(200),
    /** JSON array of key values, or empty for the whole collection. */
    key: z
      .string()
      .max(2000)
      .transform((text, context) => readKey(text, context)),
    field: z.string().max(200).default(''),
    /** Only these words at these places of the value; none: all of it. */
    words: z.string().max(500).default(''),
    spans: z.array(place).max(200).default([]),
    ground: z.enum(grounds, { error: 'ground.missing' }),
    reason: reasonField,
  }),
  async run(scope, { ref, dataset, collection, key, field, words, spans, ground, reason }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('withhold', request.status)) return refuse('wrong-status', { status: request.status })
    const covered = await readCoverage(scope.tx, request, dataset, collection)
    if (covered?.result !== 'found') return refuse('not-found')
    const commitment = await keepReason(scope.tx, request.id, reason)
    const about = {
      ...{ requestId: request.id, dataset, collection, field, ground, reason: commitment },
      recordHash: key ? recordHash(request.id, dataset, collection, key) : none,
      ...{ by: scope.actor.id, at: scope.now },
    }
    const digest = words === '' ? '' : spanDigest(request.id, words)
    const parts = spans.length > 0 ? spans.map(one => writeSpan({ ...one, person: 0, digest })) : ['']
    const told: { id: string; event: Told }[] = []
    for (const span of parts) {
      const id = newId()
      if (!(await insertWithholding(scope.tx, { ...about, id, span }))) continue
      const event = {
        ...{ type: 'value-withheld' as const, withholding: id, scope: scopeOf(key, field, span) },
        ...{ collection: `${dataset}.${collection}`, ground, reason: commitment },
      }
      told.push({ id, event: ofRequest(request.id, event) })
    }
    const [first, ...others] = told
    if (!first) return refuse('already-done')
    const more = [...others.map(one => one.event), ...(await reopenReview(scope, request))]
    return { ok: true, value: { id: first.id }, events: [first.event, ...more] }
  },
})

const scopeOf = (key: string[] | null, field: string, span: string): 'collection' | 'record' | 'field' | 'span' => {
  if (!key) return 'collection'
  if (field === '') return 'record'
  return span === '' ? 'field' : 'span'
}

/** Lifts a withholding: the value will be in the copy after all. A place that names somebody else is a question again. */
export const liftWithholding = command({
  permission: 'finding:withhold',
  input: z.object({ ref: z.string(), withholding: z.uuid() }),
  async run(scope, { ref, withholding }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isOpenTo('withhold', request.status)) return refuse('wrong-status', { status: request.status })
    if (!(await deleteWithholding(scope.tx, request.id, withholding))) return refuse('already-done')
    await reopenMention(scope.tx, withholding)
    return {
      ok: true,
      value: undefined,
      events: [
        ofRequest(request.id, { type: 'withholding-lifted', withholding }),
        ...(await reopenReview(scope, request)),
      ],
    }
  },
})

function readKey(text: string, context: z.RefinementCtx): string[] | null {
  if (text === '') return null
  try {
    return z.array(z.string()).min(1).parse(JSON.parse(text))
  } catch {
    context.addIssue({ code: 'custom', message: 'key.unreadable' })
    return z.NEVER
  }
}
