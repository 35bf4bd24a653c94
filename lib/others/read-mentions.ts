import { readableIn } from '#lib/packages/span.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { type Ask, type Found, findMentions, type Skip } from './find-mentions.ts'

/** A place in a record that gives somebody else away, with the words that do. It lives as long as the job that finds it. */
export type Spotted = Found & { position: number; field: string; leaf: number; words: string; record: FoundRecord }

/** Longer texts are looked through in pieces, which overlap by more than any name or address is long. */
const piece = 32_768
const overlap = 400

/** Enough text for one question to the index. */
const atOnce = 262_144

type Text = { record: FoundRecord; position: number; field: string; leaf: number; at: number; text: string }

function* piecesOf(text: string): Generator<{ at: number; text: string }> {
  for (let at = 0; at === 0 || at + overlap < text.length; at += piece - overlap)
    yield { at, text: text.slice(at, at + piece) }
}

const worthReading = /[\p{L}\p{Nd}]{2}/u

const textsIn = (record: FoundRecord, position: number): Text[] =>
  Object.entries(record.values).flatMap(([field, value]) =>
    readableIn(value).flatMap((text, leaf) =>
      text.length > 3 && worthReading.test(text)
        ? [...piecesOf(text)].map(one => ({ ...one, record, position, field, leaf }))
        : [],
    ),
  )

/**
 * Everybody who is given away in the records of one collection but the person themselves, in order. A record that stays out of the copy
 * because it may be another person's gives nobody away.
 */
export async function* readMentions(
  records: AsyncIterable<FoundRecord>,
  { ask, skip, isSelf }: { ask: Ask; skip: Skip; isSelf: (text: string, found: Found) => boolean },
): AsyncGenerator<Spotted> {
  let waiting: Text[] = []
  let size = 0
  let position = 0
  async function* look(): AsyncGenerator<Spotted> {
    const texts = waiting
    waiting = []
    size = 0
    const found = await findMentions(
      texts.map(({ text }) => text),
      ask,
      skip,
    )
    const seen = new Set<string>()
    for (const [index, places] of found.entries()) {
      const { record, field, leaf, at, text, position } = texts[index]!
      for (const one of places) {
        const id = `${position} ${field} ${leaf} ${at + one.start}`
        if (seen.has(id) || isSelf(text, one)) continue
        seen.add(id)
        const words = text.slice(one.start, one.end)
        yield { ...one, start: at + one.start, end: at + one.end, record, position, field, leaf, words }
      }
    }
  }
  for await (const record of records) {
    const texts = record.thirdParty === 'held' ? [] : textsIn(record, position)
    position++
    waiting.push(...texts)
    size += texts.reduce((sum, { text }) => sum + text.length, 0)
    if (size >= atOnce) yield* look()
  }
  if (waiting.length > 0) yield* look()
}
