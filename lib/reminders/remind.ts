import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { latestReminder, reminderDays } from '#lib/deadlines/reminders.ts'
import { civilDate } from '#lib/deadlines/zone.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { escalateDuty } from './escalate-duty.ts'
import { remindOfDuty } from './remind-of-duty.ts'
import { sendDigest } from './send-digest.ts'
import { type OpenDuty, readOpenDuties, readSaid, saidKey } from './store.ts'

/**
 * What time alone brings about for the team, every minute: reminders 14, 7, 3 and 1 days before the safe date, a word to the admins
 * when at the last of them nobody had moved, and each morning how things stand. A worker that slept says the most urgent alone.
 */
export async function remind(): Promise<void> {
  const due = await begin(worker, async ({ tx, now }) => {
    const organisation = await readOrganisation(tx)
    if (!organisation) return undefined
    const today = civilDate(now, organisation.zone)
    const duties = await readOpenDuties(tx, { until: today.add({ days: Math.max(...reminderDays) }) })
    const said = await readSaid(
      tx,
      duties.map(({ matter }) => matter),
    )
    return { today, now, duties, said }
  })
  if (!due) return
  for (const duty of due.duties) {
    if (duty.stands) continue
    const today = civilDate(due.now, duty.zone)
    const reminder = latestReminder({ startDate: duty.startOn, safeDate: duty.safeOn }, today)
    if (!reminder) continue
    const { daysBefore } = reminder
    const isSaid = (kind: '14' | '7' | '3' | '1' | 'escalation') => due.said.has(saidKey({ ...duty, kind }))
    if (!isSaid(`${daysBefore}`)) await remindOfDuty(worker, { ...keyOf(duty), daysBefore })
    if (daysBefore === 1 && !isSaid('escalation')) await escalateDuty(worker, keyOf(duty))
  }
  await sendDigest(worker, { day: due.today.toString() })
}

const keyOf = ({ requestId, matter, duty, rule }: OpenDuty) => ({ requestId, matter, duty, rule })
