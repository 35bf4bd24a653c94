import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { command } from '#lib/kernel/command.ts'
import { invalid } from '#lib/kernel/result.ts'
import { manualKind } from '#lib/owners/owner-words.ts'
import { problemsOf, type SourceRow } from './join-sources.ts'
import { keyField } from './key-field.ts'
import { usualKind } from './kinds.ts'
import { readMap } from './read-map.ts'
import { readSources, upsertSource } from './store.ts'

type Map = Pick<SourceRow, 'key' | 'map'>

/** The kinds that a map names; a source is one place, and of one kind. */
const kindsIn = (map: string): Set<string> =>
  new Set(readMap([{ file: 'map.yml', text: map }]).map.datasets.map(one => one.kind ?? usualKind))

/** Whether a map is wrong among the others, or breaks what another refers to. */
const spoils = (others: Map[], own: Map): boolean => {
  const after = problemsOf([...others, own])
  return after.some(one => one.file === `${own.key}.yml`) || after.length > problemsOf(others).length
}

/**
 * Connects a source, or gives it a new map: searches begun from now on read it. The connection itself stays in the environment,
 * under the name given here; the history holds the map's hash.
 */
export const setSource = command({
  permission: 'source:set',
  input: z.object({
    key: keyField,
    connectionVariable: z.string().regex(/^[A-Z][A-Z0-9_]{0,60}$/, 'source.variable'),
    map: z.string().max(5_000_000),
  }),
  async run({ tx, now }, { key, connectionVariable, map }) {
    const all = await readSources(tx)
    // What a colleague answers for is set where the colleague is named.
    if (all.some(one => one.key === key && one.kind === manualKind)) return invalid({ key: ['source.key-taken'] })
    const rows = all.filter(one => one.key !== key)
    const [kind = usualKind, ...more] = kindsIn(map)
    if (more.length > 0 || spoils(rows, { key, map })) return invalid({ map: ['source.map'] })
    await upsertSource(tx, { key, kind, connectionVariable, map, addedAt: now })
    // Who is known there, by this map.
    await enqueue(tx, 'index-people', {}, { key: 'index-people' })
    const mapSha256 = createHash('sha256').update(map).digest('hex')
    return {
      ok: true,
      value: undefined,
      events: [ofHouse(`source:${key}`, { type: 'source-set', source: key, kind, mapSha256 })],
    }
  },
})
