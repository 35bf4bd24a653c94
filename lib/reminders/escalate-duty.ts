import { z } from 'zod'
import { civilDate } from '#lib/deadlines/zone.ts'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import { lockById } from '#lib/requests/store.ts'
import { dutyKey, isThis } from './duty-field.ts'
import { hasMoved, insertReminder, readOpenDuties, readTeam } from './store.ts'

/** One day before the safe date, when since the reminder three days before no officer did anything: the admins are told, once. */
export const escalateDuty = command({
  permission: 'reminder:run',
  input: z.object(dutyKey),
  async run(scope, key) {
    const { tx, now } = scope
    const request = await lockById(tx, key.requestId)
    const duty = request && (await readOpenDuties(tx, { matter: key.matter })).find(isThis(key))
    if (!request || !duty || duty.stands) return refuse('already-done')
    const { matter, duty: name, rule, safeOn, zone } = duty
    const since = safeOn.subtract({ days: 3 }).toZonedDateTime(zone).toInstant()
    if (await hasMoved(tx, request.id, since)) return refuse('already-done')
    const row = { matter, duty: name, rule, safeOn, kind: 'escalation' as const, sentAt: now }
    if (!(await insertReminder(tx, row))) return refuse('already-done')
    const days = Math.max(0, civilDate(now, zone).until(safeOn).days)
    const link = `/admin/requests/${request.ref}` as const
    for (const { address, locale } of await readTeam(tx, 'admin')) {
      const data = { ref: request.ref, duty: name, days, link }
      await queueMail(scope, { to: address, letter: 'duty-escalation', data, locale })
    }
    const event = { type: 'duty-reminded' as const, duty: name, rule, days, escalated: true }
    return { ok: true, value: undefined, events: [ofRequest(request.id, event)] }
  },
})
