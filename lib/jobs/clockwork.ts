import type { JobName } from './queue.ts'

/** What happens every minute, whether or not anybody asks: see the demo's clock, lapses, expiries; what is due soon; and what no event has sealed. */
export const everyMinute = ['sweep', 'remind', 'seal-history'] as const satisfies readonly JobName[]

/** What is done while nobody waits for it: who is known to each source, read anew. */
export const everyNight = ['index-people'] as const satisfies readonly JobName[]

/** Never asked for without a key: of these one waits at most, and one without its key is one that another took the place of. */
export const keyed: readonly JobName[] = [...everyMinute, ...everyNight, 'check-source']
