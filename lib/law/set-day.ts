import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { restReason } from '#lib/deadlines/calendar.ts'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { invalid, refuse } from '#lib/kernel/result.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { lawReason } from './fields.ts'
import { houseCalendar } from './house-calendar.ts'
import { insertDay, readDays } from './store.ts'
import { treatments } from './table.ts'

/** Two years ahead, and one back: further away nobody has looked. */
const within = (day: Temporal.PlainDate, today: Temporal.PlainDate) =>
  Math.abs(today.until(day, { largestUnit: 'months' }).months) <= 36

/**
 * Says of one day that it is a day of rest, that it is a working day, or that the published calendar is right after all. It counts
 * for requests that come in from now on; those received before keep the calendar their dates were counted with.
 */
export const setDay = command({
  permission: 'law:set',
  input: z.object({
    day: z.iso.date('day.missing'),
    treatAs: z.enum(treatments, { error: 'treat-as.missing' }),
    name: z.string().trim().max(100, 'name.too-long').default(''),
    reason: lawReason,
  }),
  async run({ tx, actor, now }, { day: iso, treatAs, name, reason }) {
    const organisation = await readOrganisation(tx)
    if (!organisation) return refuse('not-open-yet')
    const day = Temporal.PlainDate.from(iso)
    if (!within(day, now.toZonedDateTimeISO(organisation.zone).toPlainDate())) return invalid({ day: ['day.too-far'] })
    const own = (await readDays(tx)).find(one => one.day === iso && one.treatAs !== 'as-published')
    if (treatAs === 'as-published' && !own) return refuse('already-done')
    if (treatAs !== 'as-published') {
      const rests = restReason(await houseCalendar(tx, organisation, [day.year, day.year]), day)
      if (treatAs === 'work' ? !rests : rests === 'holiday') return refuse('already-done')
    }
    await insertDay(tx, { id: newId(), day, treatAs, name, reason, setBy: actor.id, setAt: now })
    return { ok: true, value: undefined, events: [ofHouse('law', { type: 'calendar-day-set', day: iso, as: treatAs })] }
  },
})
