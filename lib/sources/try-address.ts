import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { commitTo } from '#lib/history/commitment.ts'
import { ofHouse } from '#lib/history/events.ts'
import { addressField } from '#lib/identity/address-field.ts'
import { withinLimits } from '#lib/identity/limits.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Result } from '#lib/kernel/result.ts'
import { manualKind } from '#lib/owners/owner-words.ts'
import { sealValue } from '#lib/vault/house-keys.ts'
import type { CollectionFacts, CollectionResult } from './contract.ts'
import { joinSources, problemsOf, type SourceRow } from './join-sources.ts'
import { factsIn, type Stop, stopsOf } from './known-map.ts'
import { searchSource } from './search.ts'
import { insertTrial, readSources } from './store.ts'

export type Tried = {
  collections: {
    dataset: string
    collection: string
    facts: CollectionFacts | null
    result: CollectionResult['result']
    count: number
    reason: string | null
    /** The way from the address to the collection: why it would be found. */
    stops: Stop[]
  }[]
  /** Sources that a colleague would be asked about; here nobody is. */
  notAsked: string[]
  /** Sources whose map cannot be used as it stands. */
  unsound: string[]
}

const purposeField = z
  .string({ error: 'trial.purpose-missing' })
  .trim()
  .min(15, 'trial.purpose-missing')
  .max(1000, 'reason.longer-than-here')

const record = command({
  permission: 'source:try',
  input: z.object({ address: addressField, purpose: purposeField }),
  within: actor => withinLimits(actor, [['trial-per-officer', actor.id]]),
  async run({ tx, actor, now }, { address, purpose }) {
    const rows = await readSources(tx)
    const id = newId()
    const { salt, digest } = commitTo(purpose)
    const sealed = sealValue(`source_trial.purpose:${id}`, { text: purpose, salt })
    await insertTrial(tx, { id, by: actor.id, purpose: sealed, at: now })
    const sources = rows.filter(({ kind }) => kind !== manualKind).length
    const event = { type: 'address-tried' as const, trial: id, sources, purpose: digest }
    return { ok: true, value: { address, rows }, events: [ofHouse(`trials:${actor.id}`, event)] }
  },
})

/** Patience of somebody who waits at a page; what takes longer is reported as having taken too long. */
const limits = { connectMs: 5_000, statementMs: 20_000, totalMs: 45_000, parallel: 1 }

/**
 * Looks for one address in every source, as a request would, and tells how much lies where and why it would be found. No request is made:
 * nobody is mailed, no colleague asked, nothing that was found is stored or shown, no figure counts it. That it was done, by whom and what
 * for, is recorded before anything is looked at. It is read where it was asked for, because a job would have to store the address.
 */
export async function tryAddress(actor: Actor, raw: { address: string; purpose: string }): Promise<Result<Tried>> {
  const recorded = await record(actor, raw)
  if (!recorded.ok) return recorded
  const { address, rows } = recorded.value
  const wrong = new Set(problemsOf(rows).map(({ file }) => file))
  const unsound = rows.filter(({ key }) => wrong.has(`${key}.yml`)).map(({ key }) => key)
  return {
    ok: true,
    value: await look(
      rows.filter(({ key }) => !unsound.includes(key)),
      address,
      unsound,
    ),
  }
}

async function look(rows: SourceRow[], address: string, unsound: string[]): Promise<Tried> {
  const { map, addresses } = joinSources(rows)
  const { collections } = await searchSource({
    map,
    addresses,
    limits,
    identities: [{ kind: 'email', value: address }],
    onRecords: async (_dataset, _collection, records) => {
      // Counted by the reader of the source; here each is let go as it comes.
      for await (const _lines of records.lines());
    },
  })
  return {
    collections: collections.map(({ dataset, collection, result, count, reason, path }) => ({
      ...{ dataset, collection, result, count, reason: reason ?? null },
      facts: factsIn([map], dataset, collection) ?? null,
      stops: stopsOf([map], path),
    })),
    notAsked: rows.filter(({ kind }) => kind === manualKind).map(({ key }) => key),
    unsound,
  }
}
