import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { refuse } from '#lib/kernel/result.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { houseCalendar } from './house-calendar.ts'
import { insertCalendarConfirmation } from './store.ts'

/** An admin looked at the days of the coming 24 months and found them right: wanted once a year, and anew when the seat moves. */
export const confirmCalendar = command({
  permission: 'law:set',
  input: z.object({ version: z.string() }),
  async run({ tx, actor, now }, { version }) {
    const organisation = await readOrganisation(tx)
    if (!organisation) return refuse('not-open-yet')
    const today = now.toZonedDateTimeISO(organisation.zone).toPlainDate()
    const calendar = await houseCalendar(tx, organisation, [today.year, today.year + 2])
    // Somebody else changed a day between the look and the button: what was looked at is not what would be confirmed.
    if (calendar.version !== version) return refuse('changed-meanwhile')
    const until = today.add({ months: 24 })
    const seat = calendar.region
    const row = { id: newId(), seat, until, version, confirmedBy: actor.id, confirmedAt: now }
    await insertCalendarConfirmation(tx, row)
    const event = { type: 'calendar-confirmed' as const, seat, until: until.toString(), version }
    return { ok: true, value: undefined, events: [ofHouse('law', event)] }
  },
})
