import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type Outcome, outcomes, type Right, rights, type Status, statuses } from '#lib/requests/status.ts'

/** How an answer stands to its due date. `none`: nothing is owed (unproved, withdrawn, lapsed). */
export const timelinesses = ['in-time', 'late', 'running', 'none'] as const
export type Timeliness = (typeof timelinesses)[number]

/** Which requests an auditor reads of. Days are of the organisation's zone, both included. */
export type AuditFilter = {
  from?: Temporal.PlainDate
  to?: Temporal.PlainDate
  right?: Right
  rule?: string
  status?: Status
  timeliness?: Timeliness
  outcome?: Outcome
  /** Whoever it is assigned to: an id, because an auditor reads no names. */
  officer?: string
}

/** A place in a list ordered by time: what lies after (older) or before (newer) it. */
export type Place = { at: string; id: string }

export type AuditQuery = AuditFilter & { after?: Place; before?: Place }

export type AuditParameters = { [name: string]: string | string[] | undefined }

/** Message keys (`auditor.faults`) of parameters that could not be read; the list is shown without them. */
export type FilterFaults = { [name in 'from' | 'to']?: 'date' | 'order' }

const place = z
  .string()
  .regex(/^\d{1,15}_[\w:-]{1,120}$/)
  .transform(text => {
    const [at, ...id] = text.split('_')
    return { at: Temporal.Instant.fromEpochMilliseconds(Number(at)).toString(), id: id.join('_') }
  })

const optional = <T extends z.ZodType>(type: T) => type.optional().catch(undefined)

const choices = z.object({
  right: optional(z.enum(rights)),
  rule: optional(z.string().regex(/^[a-z_]+(\.[a-z_]+)+$/)),
  status: optional(z.enum(statuses)),
  timeliness: optional(z.enum(timelinesses)),
  outcome: optional(z.enum(outcomes)),
  officer: optional(z.uuid()),
  after: optional(place),
  before: optional(place),
})

/** A place as it stands in an address. */
export const placeText = ({ at, id }: Place): string => `${Temporal.Instant.from(at).epochMilliseconds}_${id}`

/** Reads the query of an address. Anybody can type one: what cannot be read is named and left out. */
export function readAuditQuery(parameters: AuditParameters): { query: AuditQuery; faults: FilterFaults } {
  const typed = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, (Array.isArray(value) ? value[0] : value) || undefined]),
  )
  const faults: FilterFaults = {}
  const [from, to] = [readDay(typed.from), readDay(typed.to)]
  if (from === null) faults.from = 'date'
  if (to === null) faults.to = 'date'
  if (from && to && Temporal.PlainDate.compare(from, to) > 0) faults.to = 'order'
  const days = { ...(from && { from }), ...(to && !faults.to && { to }) }
  const chosen = Object.entries(choices.parse(typed)).filter(([, value]) => value !== undefined)
  return { query: { ...days, ...Object.fromEntries(chosen) }, faults }
}

/** Undefined: none was given. Null: what was given is no day. */
function readDay(text: string | undefined): Temporal.PlainDate | null | undefined {
  if (text === undefined) return undefined
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return null
  }
}
