import { Temporal } from 'temporal-polyfill'
import type { FigureGroup, Figures } from '#lib/requests/audited-store.ts'
import type { Right } from '#lib/requests/status.ts'
import type { PopulationRow } from './population.ts'

type Tally = { [name in Exclude<keyof Figures, 'medianDays' | 'meanDays'>]: number } & { days: Map<number, number> }

const empty = (): Tally => ({
  ...{ received: 0, answered: 0, refused: 0, withdrawn: 0, inTime: 0, late: 0, extended: 0 },
  days: new Map(),
})

/** Civil days from receipt to answer in the organisation's zone; null while there is none. */
export function daysOf(row: PopulationRow, zone: string): number | null {
  if (row.answered_at === null) return null
  const day = (instant: unknown) => Temporal.Instant.from(String(instant)).toZonedDateTimeISO(zone).toPlainDate()
  return day(row.received_at).until(day(row.answered_at), { largestUnit: 'days' }).days
}

function add(tally: Tally, row: PopulationRow, zone: string): void {
  tally.received++
  if (row.answer === 'released') tally.answered++
  if (row.answer === 'refused') tally.refused++
  if (row.status === 'withdrawn' || row.outcome === 'withdrawn') tally.withdrawn++
  if (row.timeliness === 'in-time') tally.inTime++
  if (row.timeliness === 'late') tally.late++
  if (row.extended_at !== null) tally.extended++
  const days = daysOf(row, zone)
  if (days !== null) tally.days.set(days, (tally.days.get(days) ?? 0) + 1)
}

/** How often each number of days came, not the days themselves: a million rows need no more memory than a hundred. */
function close({ days, ...counts }: Tally): Figures {
  const sorted = [...days].sort(([one], [other]) => one - other)
  const total = sorted.reduce((sum, [, often]) => sum + often, 0)
  if (total === 0) return { ...counts, medianDays: null, meanDays: null }
  const at = (place: number) => {
    let left = place
    for (const [day, often] of sorted) {
      if (left < often) return day
      left -= often
    }
    return sorted.at(-1)![0]
  }
  const sum = sorted.reduce((all, [day, often]) => all + day * often, 0)
  return { ...counts, medianDays: (at((total - 1) >> 1) + at(total >> 1)) / 2, meanDays: sum / total }
}

/** Counts rows one by one and gives what the auditor's page says of them: the same figures by another way. */
export function countRows(zone: string) {
  const all = empty()
  const groups = new Map<string, { right: Right; rule: string; tally: Tally }>()
  return {
    add(row: PopulationRow): void {
      add(all, row, zone)
      for (const rule of row.rules as string[]) {
        const key = `${row.right} ${rule}`
        const group = groups.get(key) ?? { right: row.right as Right, rule, tally: empty() }
        groups.set(key, group)
        add(group.tally, row, zone)
      }
    },
    figures: (): Figures => close(all),
    groups: (): FigureGroup[] => [...groups.values()].map(({ tally, ...of }) => ({ ...of, ...close(tally) })),
  }
}
