import { z } from 'zod'
import { allRules, ruleVersion } from '#lib/deadlines/rules.ts'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { insertConfirmation, liftMarks } from './store.ts'

/**
 * An admin read the figure of exactly this version in a source and says which. From here on its dates no longer say that they are
 * unconfirmed, also those that were counted with this version before; no date moves. A later edit of the rule is doubted anew.
 */
export const confirmHouseRule = command({
  permission: 'law:set',
  input: z.object({
    rule: z.string(),
    version: z.string(),
    source: z.string({ error: 'source.missing' }).trim().min(10, 'source.missing').max(500, 'source.too-long'),
  }),
  async run({ tx, actor, now }, { rule: id, version, source }) {
    const rule = allRules.find(one => one.id === id && ruleVersion(one) === version)
    if (!rule) return refuse(allRules.some(one => one.id === id) ? 'changed-meanwhile' : 'rule-unknown')
    if (rule.confirmed) return refuse('already-done')
    const row = { rule: id, ruleVersion: version, source, confirmedBy: actor.id, confirmedAt: now }
    if (!(await insertConfirmation(tx, row))) return refuse('already-done')
    await liftMarks(tx, id, version)
    return { ok: true, value: undefined, events: [ofHouse('law', { type: 'rule-confirmed', rule: id, version })] }
  },
})
