import { z } from 'zod'
import { civilDate } from '#lib/deadlines/zone.ts'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import { lockById } from '#lib/requests/store.ts'
import { dutyKey, isThis } from './duty-field.ts'
import { insertReminder, readOpenDuties, readTeam } from './store.ts'

/**
 * Reminds whoever the request is assigned to and the rest of the team, once for each of the four days: the row that says so and the
 * mails are born together. What was done meanwhile reminds nobody.
 */
export const remindOfDuty = command({
  permission: 'reminder:run',
  input: z.object({ ...dutyKey, daysBefore: z.union([z.literal(14), z.literal(7), z.literal(3), z.literal(1)]) }),
  async run(scope, { daysBefore, ...key }) {
    const { tx, now } = scope
    const request = await lockById(tx, key.requestId)
    const duty = request && (await readOpenDuties(tx, { matter: key.matter })).find(isThis(key))
    if (!request || !duty || duty.stands) return refuse('already-done')
    const { matter, duty: name, rule, safeOn } = duty
    const kind = String(daysBefore) as '14' | '7' | '3' | '1'
    if (!(await insertReminder(tx, { matter, duty: name, rule, safeOn, kind, sentAt: now })))
      return refuse('already-done')
    const days = Math.max(0, civilDate(now, duty.zone).until(safeOn).days)
    const link = `/admin/requests/${request.ref}` as const
    for (const { address, locale } of await readTeam(tx, 'officer')) {
      const data = { ref: request.ref, duty: name, days, link }
      await queueMail(scope, { to: address, letter: 'duty-reminder', data, locale })
    }
    const event = { type: 'duty-reminded' as const, duty: name, rule, days, escalated: false }
    return { ok: true, value: undefined, events: [ofRequest(request.id, event)] }
  },
})
