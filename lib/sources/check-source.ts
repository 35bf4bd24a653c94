import { z } from 'zod'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { checkSources } from './check-sources.ts'
import { mapOf } from './compare-coverage.ts'
import { isSound, joinSources, type SourceRow } from './join-sources.ts'
import { checkShape, keepCheck } from './keep-check.ts'
import { readSources } from './store.ts'

const blank = { tables: 0, columns: 0, unclassified: [], missing: [], fingerprint: null }

const record = command({
  permission: 'source:run',
  input: checkShape.extend({ source: z.string(), reason: z.string().nullable() }),
  async run(scope, { source, ...check }) {
    const rows = await readSources(scope.tx)
    if (!rows.some(({ key }) => key === source)) return refuse('not-found')
    await keepCheck(scope, source, check)
    const { tables, columns, unclassified, missing, reason } = check
    const event = {
      ...{ type: 'source-checked' as const, source, tables, columns, failed: reason },
      ...{ unclassified: unclassified.length, missing: missing.length },
    }
    return { ok: true, value: undefined, events: [ofHouse(`source:${source}`, event)] }
  },
})

/** Compares one source with its map as the search does: by the same map, the same address, the same login. */
async function compare(rows: SourceRow[], source: string) {
  if (!isSound(rows, source)) return { ...blank, reason: 'map-invalid' }
  const { map, addresses } = joinSources(rows)
  const [checked] = await checkSources(mapOf(map, source), addresses)
  if (!checked) return { ...blank, reason: 'map-invalid' }
  const { tables, columns, unclassified, missing, fingerprint, failed } = checked
  return { tables, columns, unclassified, missing, fingerprint, reason: failed }
}

/**
 * The job that tests a source: whether it can be reached and signed in to, and what of it the map does not describe. In the worker, which
 * reads sources anyway; it reads no row.
 */
export async function checkSource({ source }: { source: string }): Promise<void> {
  const rows = await begin(worker, ({ tx }) => readSources(tx))
  if (rows.some(({ key }) => key === source)) await record(worker, { source, ...(await compare(rows, source)) })
}
