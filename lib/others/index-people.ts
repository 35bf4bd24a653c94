import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { readSources } from '#lib/sources/store.ts'
import { forgetOtherSources, indexSource } from './index-source.ts'
import { readIndexes } from './store.ts'

/** Somebody who came to a source since then is not known yet. Every night a new index is built, so this is one that was missed. */
const staleAfterHours = 36

/** The job of every night: who is known to each source, read anew. */
export async function indexPeople(): Promise<void> {
  const rows = await begin(worker, ({ tx }) => readSources(tx))
  await forgetOtherSources(['', ...rows.map(({ key }) => key)])
  for (const { key } of rows) await indexSource(rows, key)
}

/**
 * Step before a look through findings: builds what is missing or too old, and gives the sources whose people are not known as of lately,
 * each with the reason.
 */
export async function freshenIndexes(): Promise<string[]> {
  const rows = await begin(worker, ({ tx }) => readSources(tx))
  const stale = async () => {
    const { now, indexes } = await begin(worker, async ({ tx, now }) => ({ now, indexes: await readIndexes(tx) }))
    return rows.flatMap(({ key }) => {
      const index = indexes.find(({ source }) => source === key)
      const fresh = index?.builtAt && index.builtAt.until(now).total('hours') < staleAfterHours
      return fresh ? [] : [{ key, reason: index?.reason ?? '' }]
    })
  }
  for (const { key } of await stale()) await indexSource(rows, key)
  return (await stale()).map(({ key, reason }) => `${key}: ${reason}`)
}
