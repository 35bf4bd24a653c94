import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { suppressions } from '#lib/preferences/table.ts'
import { conditions, countAudited, type FigureGroup, population, type Reading, where } from './audited-store.ts'
import type { RefusalGround, Right } from './status.ts'

/** Why was denied, counted by law and right: the split that 11 CCR 7102(a)(3) leaves open. */
export type DenialGroup = { right: Right; rule: string; denials: { [ground in RefusalGround]?: number } }

export type Metrics = {
  year: number
  /** Years in which a request was received, the newest first, this one always. */
  years: number[]
  groups: (FigureGroup & Pick<DenialGroup, 'denials'>)[]
  /** Addresses that opted out of advertising that year. An opt-out asks for no residence, so no law is named. */
  optOuts: number
}

/**
 * What was received in one calendar year, complied with, denied, and how long it took, by law and right (11 CCR 7102(a), to be published
 * by 1 July of the year after). The very figures the auditor reads, over the same population.
 */
export const viewMetrics = view({
  permission: 'request:read',
  async run({ tx, now }, { year: wanted }: { year?: number | undefined }): Promise<Metrics | undefined> {
    const zone = (await readOrganisation(tx))?.zone
    if (!zone) return undefined
    const years = await readYears({ tx, now, zone })
    const year = wanted !== undefined && years.includes(wanted) ? wanted : years[0]!
    const from = Temporal.PlainDate.from({ year, month: 1, day: 1 })
    const filter = { from, to: from.add({ years: 1 }).subtract({ days: 1 }) }
    const denials = await countDenials({ tx, now, zone }, filter)
    const { groups: found } = await countAudited({ tx, now, zone }, filter)
    const ofGroup = ({ right, rule }: FigureGroup) =>
      denials.find(one => one.right === right && one.rule === rule)?.denials ?? {}
    return {
      ...{ year, years },
      groups: found.map(group => ({ ...group, denials: ofGroup(group) })),
      optOuts: await countOptOuts({ tx, now, zone }, year),
    }
  },
})

/** Found by the first receipt, not by looking at all of them. */
async function readYears({ tx, now, zone }: Reading): Promise<number[]> {
  const [first] = await tx.execute<{ year: number | null }>(
    sql`select extract(year from min(received_at) at time zone ${zone})::int as year from dossier.request`,
  )
  const last = now.toZonedDateTimeISO(zone).year
  return Array.from({ length: last - (first?.year ?? last) + 1 }, (_, back) => last - back)
}

async function countDenials({ tx, now, zone }: Reading, filter: Parameters<typeof conditions>[0]) {
  const rows = await tx.execute<{ right: Right; rule: string; ground: RefusalGround; count: number }>(sql`
    select "right", rule, denied.ground, count(*)::int as count
    from ${population(now)} cross join unnest(rules) as rule
    cross join lateral (
      select e.data ->> 'ground' as ground from dossier.history_event e
      where e.stream = 'request:' || audited.id::text and e.type = 'request-refused' order by e.version desc limit 1) denied
    ${where([...conditions(filter, zone), sql`refused`])} group by 1, 2, 3`)
  const groups: DenialGroup[] = []
  for (const { right, rule, ground, count } of rows) {
    const group = groups.find(one => one.right === right && one.rule === rule) ?? { right, rule, denials: {} }
    if (!groups.includes(group)) groups.push(group)
    group.denials[ground] = count
  }
  return groups
}

async function countOptOuts({ tx, zone }: Reading, year: number): Promise<number> {
  const start = (of: number) =>
    Temporal.PlainDate.from({ year: of, month: 1, day: 1 }).toZonedDateTime(zone).toInstant().toString()
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from ${suppressions}
    where ${suppressions.since} >= ${start(year)}::timestamptz and ${suppressions.since} < ${start(year + 1)}::timestamptz`)
  return row!.count
}
