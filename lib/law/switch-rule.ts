import { z } from 'zod'
import { allRules } from '#lib/deadlines/rules.ts'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lawReason } from './fields.ts'
import { readSwitches, upsertSwitch } from './store.ts'

/** The organisation's own promise holds for everybody, so it cannot be put off: somebody must always be answered by some day. */
const always = 'policy_default.access'

/** Puts a rule on or off for requests that come in from now on. Requests received before keep the rules they have. */
export const switchRule = command({
  permission: 'law:set',
  input: z.object({ rule: z.string(), enabled: z.enum(['on', 'off']), reason: lawReason }),
  async run({ tx, actor, now }, { rule: id, enabled: wanted, reason }) {
    const rule = allRules.find(one => one.id === id)
    if (!rule) return refuse('rule-unknown')
    const enabled = wanted === 'on'
    if (id === always && !enabled) return refuse('rule-always-on')
    if (((await readSwitches(tx)).get(id) ?? rule.enabled) === enabled) return refuse('already-done')
    await upsertSwitch(tx, { rule: id, enabled, reason, switchedBy: actor.id, switchedAt: now })
    return { ok: true, value: undefined, events: [ofHouse('law', { type: 'rule-switched', rule: id, enabled })] }
  },
})
