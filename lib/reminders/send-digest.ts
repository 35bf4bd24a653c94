import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { soonDays } from '#lib/requests/work-list-store.ts'
import { insertDigest, readOpenDuties, readTeam } from './store.ts'

/** Before this hour of the organisation nobody reads mail. */
const MORNING = 6

/** Tells the team once a day how many requests are open, overdue and due soon: counts, no names. A day on which nothing is open is quiet. */
export const sendDigest = command({
  permission: 'reminder:run',
  input: z.object({ day: z.iso.date() }),
  async run(scope, { day: iso }) {
    const { tx, now } = scope
    const { zone } = (await readOrganisation(tx))!
    if (now.toZonedDateTimeISO(zone).hour < MORNING) return refuse('already-done')
    const duties = await readOpenDuties(tx)
    if (duties.length === 0) return refuse('already-done')
    const day = Temporal.PlainDate.from(iso)
    if (!(await insertDigest(tx, { day, sentAt: now }))) return refuse('already-done')
    const isOver = (at: Temporal.Instant) => Temporal.Instant.compare(at, now) <= 0
    const soon = day.add({ days: soonDays })
    const running = duties.filter(({ stands }) => !stands)
    const counts = {
      open: new Set(duties.map(({ requestId }) => requestId)).size,
      overdue: running.filter(({ dueAt }) => isOver(dueAt)).length,
      soon: running.filter(({ dueAt, dueOn }) => !isOver(dueAt) && Temporal.PlainDate.compare(dueOn, soon) <= 0).length,
    }
    const data = { ...counts, unconfirmed: duties.filter(({ confirmed }) => !confirmed).length }
    for (const { address, locale } of await readTeam(tx, 'officer'))
      await queueMail(scope, { to: address, letter: 'daily-digest', data, locale })
    return { ok: true, value: undefined, events: [ofHouse('digest', { type: 'digest-sent', day: iso, ...counts })] }
  },
})
