import { view } from '#lib/kernel/view.ts'
import { brokenBy, invariants, readHeldObjects } from './invariants-store.ts'

/** A sentence that does not hold, and what breaks it (ids and codes). */
export type Broken = { says: string; what: string[] }

export type HeldObjects = Awaited<ReturnType<typeof readHeldObjects>>

/** What the database alone can say of the invariants, and which objects of the vault it counts on; at one instant. */
export const viewInvariants = view({
  permission: 'house:check',
  snapshot: true,
  async run({ tx }, _query: undefined) {
    const broken: Broken[] = []
    for (const invariant of invariants) {
      const what = await brokenBy(tx, invariant)
      if (what.length > 0) broken.push({ says: invariant.says, what })
    }
    return { broken, objects: await readHeldObjects(tx) }
  },
})
