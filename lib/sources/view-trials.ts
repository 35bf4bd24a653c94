import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { readStaff } from '#lib/identity/staff-store.ts'
import { view } from '#lib/kernel/view.ts'
import { openValue } from '#lib/vault/house-keys.ts'
import { readTrials } from './store.ts'

export type Trial = { id: string; at: Temporal.Instant; by: string | null; purpose: string }

const shape = z.object({ text: z.string() })

/** The last dry runs: who, when, and the purpose they stated; for whom they looked is kept nowhere. */
export const viewTrials = view({
  permission: 'source:try',
  async run({ tx }, { most = 10 }: { most?: number }): Promise<Trial[]> {
    const staff = await readStaff(tx)
    return (await readTrials(tx, most)).map(({ id, at, by, purpose }) => ({
      ...{ id, at, by: staff.get(by)?.name ?? null },
      purpose: shape.parse(openValue(`source_trial.purpose:${id}`, purpose)).text,
    }))
  },
})
