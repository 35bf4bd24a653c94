import { z } from 'zod'
import { hashOf, openValue, sealValue } from '#lib/vault/house-keys.ts'
import type { Evidence } from './gather-evidence.ts'

const text = z.union([z.string(), z.record(z.string(), z.string())])

/** A question that can be put: where its answer lies, how it is compared, and keyed hashes of what is right. */
const fact = z.object({
  dataset: z.string(),
  collection: z.string(),
  field: z.string(),
  kind: z.enum(['text', 'month', 'phone']),
  /** The map's own sentence, else null and the labels speak. */
  ask: text.nullable(),
  labels: z.object({ collection: text, field: text }),
  answers: z.array(z.string()),
})
export type Fact = z.output<typeof fact>

const hashAnswer = (requestId: string, place: Pick<Fact, 'dataset' | 'collection' | 'field'>, normalised: string) =>
  Buffer.from(
    hashOf('fact', JSON.stringify([requestId, place.dataset, place.collection, place.field, normalised])),
  ).toString('hex')

/**
 * What may be asked of this person. Facts of rows that carry the address count only if such rows were entered on two days or more: one
 * form in somebody's name, with whatever was made from it that day, does not make its sender known.
 */
export function factsOf(requestId: string, { candidates, days }: Evidence): Fact[] {
  const counted = [...candidates.values()].filter(({ fromCarriers }) => !fromCarriers || days.size > 1)
  const known = new Set<string>()
  return counted
    .filter(({ answers }) => {
      // One telephone number in two places is one fact.
      const again = [...answers].some(answer => known.has(answer))
      for (const answer of answers) known.add(answer)
      return !again
    })
    .map(({ collection, field, answers }) => {
      const place = { dataset: collection.dataset, collection: collection.name, field: field.name }
      return {
        ...place,
        kind: field.fact!.kind,
        ask: field.fact!.ask,
        labels: { collection: collection.facts.label, field: field.label },
        answers: [...answers].map(answer => hashAnswer(requestId, place, answer)).sort(),
      }
    })
}

export const isRight = (requestId: string, asked: Fact, normalised: string): boolean =>
  asked.answers.includes(hashAnswer(requestId, asked, normalised))

export const sealFacts = (table: 'identity_review.facts' | 'identity_check.questions', id: string, facts: Fact[]) =>
  sealValue(`${table}:${id}`, facts)

export const openFacts = (
  table: 'identity_review.facts' | 'identity_check.questions',
  id: string,
  sealed: Uint8Array,
): Fact[] => z.array(fact).parse(openValue(`${table}:${id}`, sealed))
