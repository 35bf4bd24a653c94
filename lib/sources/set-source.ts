import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { invalid } from '#lib/kernel/result.ts'
import { readMap } from './read-map.ts'
import { upsertSource } from './store.ts'

/**
 * Connects a source, or gives it a new map: searches begun from now on read it. The connection itself stays in the environment,
 * under the name given here; the history holds the map's hash.
 */
export const setSource = command({
  permission: 'source:set',
  input: z.object({
    key: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,40}$/, 'source.key'),
    connectionVariable: z.string().regex(/^[A-Z][A-Z0-9_]{0,60}$/, 'source.variable'),
    map: z.string().max(5_000_000),
  }),
  async run({ tx, now }, { key, connectionVariable, map }) {
    if (readMap([{ file: `${key}.yml`, text: map }]).problems.length > 0) return invalid({ map: ['source.map'] })
    await upsertSource(tx, { key, kind: 'postgres', connectionVariable, map, addedAt: now })
    const mapSha256 = createHash('sha256').update(map).digest('hex')
    return {
      ok: true,
      value: undefined,
      events: [ofHouse(`source:${key}`, { type: 'source-set', source: key, kind: 'postgres', mapSha256 })],
    }
  },
})
