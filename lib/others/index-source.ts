import { worker } from '#lib/access/actor.ts'
import { begin, type Tx } from '#lib/db/begin.ts'
import { hexOf } from '#lib/kernel/hex.ts'
import type { FoundRecord, RecordLines } from '#lib/sources/contract.ts'
import { type Collection, collectionsOf } from '#lib/sources/data-map.ts'
import { isSound, joinSources, type SourceRow } from '#lib/sources/join-sources.ts'
import { usualLimits } from '#lib/sources/limits.ts'
import { openSources, readerIn } from '#lib/sources/open-sources.ts'
import { reason, reasonText, SourceFailure } from '#lib/sources/reason.ts'
import { recordsOf } from '#lib/sources/records-of.ts'
import { hashForm, hashOwner } from './ask-index.ts'
import { formId } from './find-mentions.ts'
import { type Known, readIdentifiers, tellingFields } from './read-identifiers.ts'
import { recordIndex, recordUnread } from './record-index.ts'
import {
  deleteGenerations,
  deleteIdentifiersBut,
  deleteIndexesBut,
  insertIdentifiers,
  nextGeneration,
  readIndexes,
} from './store.ts'

const mostRemembered = 200_000
const batch = 10_000

/**
 * Reads everybody a source knows, through the categories of its data map, and keeps them as keyed hashes: a new generation beside the one
 * that counts, which takes its place when it is whole. Two builds at once are two generations, neither of which touches the other: of
 * those that are whole the later counts. A source that cannot be read keeps the generation it had, and says why.
 */
export async function indexSource(rows: SourceRow[], source: string): Promise<void> {
  const generation = await begin(worker, ({ tx }) => nextGeneration(tx))
  const built = await build(rows, source, generation)
  if (!built) await little(tx => deleteGenerations(tx, source, [generation, generation]))
  // What killed builds left is older too, sooner or later.
  await little(async tx => {
    const counts = (await readIndexes(tx)).find(one => one.source === source)?.generation ?? 0
    return deleteGenerations(tx, source, [0, counts - 1])
  })
}

/** True when this generation counts now. */
async function build(rows: SourceRow[], source: string, generation: number): Promise<boolean> {
  try {
    await fill(rows, source, generation)
  } catch (thrown) {
    if (!(thrown instanceof SourceFailure)) throw thrown
    await recordUnread(worker, { source, reason: reasonText(thrown.reason) })
    return false
  }
  return (await recordIndex(worker, { source, generation })).ok
}

/** Removes the people of every other source, and which of their generations counted. */
export async function forgetOtherSources(sources: readonly string[]): Promise<void> {
  await begin(worker, ({ tx }) => deleteIndexesBut(tx, sources))
  await little(tx => deleteIdentifiersBut(tx, sources))
}

/** Removes a little at a time, while there is more. */
async function little(remove: (tx: Tx) => Promise<boolean>): Promise<void> {
  while (await begin(worker, ({ tx }) => remove(tx)));
}

async function fill(rows: SourceRow[], source: string, generation: number): Promise<void> {
  if (!isSound(rows, source)) throw new SourceFailure(reason('map-invalid'))
  const { map, addresses } = joinSources(rows)
  const own = { datasets: map.datasets.filter(({ connection }) => connection === source) }
  const telling = collectionsOf(own)
    .map(one => ({ ...one, fields: tellingFields(one) }))
    .filter(({ skip, fields }) => !skip && fields.length > 0)
  if (telling.length === 0) return
  const opened = await openSources(map, addresses, { ...usualLimits, parallel: 1 }, name => name === source)
  try {
    const reader = readerIn(opened, source)
    if (!reader.list) throw new SourceFailure(reason('cannot-list', source))
    const keep = keeper(source, generation)
    for (const collection of telling)
      for await (const some of reader.list(collection)) await keep(knownIn(collection, some))
    await keep(null)
  } finally {
    await opened.close()
  }
}

const knownIn = (collection: Collection, some: FoundRecord[] | RecordLines): Known[] =>
  Array.from(recordsOf(some), record => readIdentifiers(collection, record)).filter(known => known !== null)

/**
 * Gathers identifiers and writes them some at a time; `null` writes the rest. Rows of one person say the same again and again, so what was
 * kept already is known by its words, as far as memory goes, before anything is hashed.
 */
function keeper(source: string, generation: number) {
  const seen = new Set<string>()
  let waiting: [hash: string, owner: string][] = []
  return async (more: Known[] | null): Promise<void> => {
    for (const { owner, forms } of more ?? [])
      for (const form of forms) {
        // A word is many people's: whose it is nobody keeps.
        const whose = form.kind === 'word' ? '' : owner
        const id = `${formId(form)}\0${whose}`
        if (seen.has(id)) continue
        if (seen.size >= mostRemembered) seen.clear()
        seen.add(id)
        waiting.push([hexOf(hashForm(form)), whose === '' ? '' : hexOf(hashOwner(whose))])
      }
    if (waiting.length === 0 || (more !== null && waiting.length < batch)) return
    const pairs = waiting
    waiting = []
    await begin(worker, ({ tx }) => insertIdentifiers(tx, { source, generation }, pairs))
  }
}
