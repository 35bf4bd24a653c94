import type { Actor } from '#lib/access/actor.ts'
import { viewFindings } from '#lib/collection/view-findings.ts'
import { invalid, type Result, refuse } from '#lib/kernel/result.ts'
import { readableIn, type Span } from '#lib/packages/span.ts'
import { withholdValue } from './withhold-value.ts'

type Raw = Parameters<typeof withholdValue>[1]

const mostWords = 500
const mostPlaces = 200

/**
 * Withholds a value, a record or a collection; or, where some words are given, only these words wherever they stand in the value. The record
 * is read again out of the vault, before the transaction: what the form says of it is not believed.
 */
export async function withholdPart(
  actor: Actor,
  { words, position, ...raw }: Raw & { words: string; position: number },
): Promise<Result<{ id: string }>> {
  const wanted = words.trim()
  if (wanted === '') return withholdValue(actor, raw)
  if (wanted.length > mostWords) return invalid({ words: ['words.too-long'] })
  const found = await viewFindings(actor, { ...raw, from: position, limit: 1 })
  if (!found.ok) return found
  const record = found.value.records[0]?.record
  if (!record || JSON.stringify(record.key) !== raw.key) return refuse('changed-meanwhile')
  const places = readableIn(record.values[raw.field ?? '']).flatMap((text, leaf) => placesOf(text, wanted, leaf))
  if (places.length === 0) return invalid({ words: ['words.missing'] })
  if (places.length > mostPlaces) return invalid({ words: ['words.too-often'] })
  return withholdValue(actor, { ...raw, spans: places, words: wanted })
}

function placesOf(text: string, words: string, leaf: number): Pick<Span, 'leaf' | 'starts' | 'ends'>[] {
  const places = []
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length))
    places.push({ leaf, starts: at, ends: at + words.length })
  return places
}
