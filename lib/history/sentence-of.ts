import type { Translator } from '#lib/i18n/translator.ts'
import type { HistoryEvent } from './events.ts'

/** How dates read: a civil date, and an instant in the organisation's zone, both given as ISO 8601. */
export type Formats = { date: (iso: string) => string; instant: (iso: string) => string }

type Values = Record<string, string | number>

/**
 * One event as one sentence. `t` speaks the namespace `history`; `formats` writes dates in the organisation's zone. Every member of
 * the closed list of events has its sentence (a test counts them), and none of them can name anybody.
 */
export const sentenceOf = (event: HistoryEvent, t: Translator, formats: Formats): string =>
  t(`events.${event.type}`, valuesOf(event, t, formats))

function valuesOf(event: HistoryEvent, t: Translator, formats: Formats): Values {
  const values = specialsOf(event, t)
  for (const [name, value] of Object.entries(event)) {
    if (name !== 'type' && !(name in values)) values[name] = textOf(name, value, t, formats)
  }
  return values
}

function textOf(name: string, value: unknown, t: Translator, formats: Formats): string | number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') {
    if (dates.has(name)) return formats.date(value)
    if (instants.has(name)) return formats.instant(value)
    return coded.has(name) ? t(`${tableOf(name)}.${value.replaceAll('.', '_')}`) : value
  }
  if (Array.isArray(value))
    return value
      .map(one => (coded.has(name) ? t(`${name}.${String(one).replaceAll('.', '_')}`) : String(one)))
      .join(', ')
  return Object.keys(value).length
}

/** One rule and several are named out of one table. */
const tableOf = (name: string) => (name === 'rule' ? 'rules' : name)

const dates = new Set(['dueOn', 'safeOn', 'was', 'on', 'day', 'until', 'effectiveOn', 'pausedSince', 'receivedOn'])
const instants = new Set(['dueAt', 'receivedAt', 'expiresAt', 'snapshotAt', 'waitUntil', 'awareAt', 'decidedAt'])
/** Fields whose values are codes with a wording of their own. */
const coded = new Set([
  'rule',
  'rules',
  'how',
  'duty',
  'from',
  'to',
  'under',
  'ground',
  'outcome',
  'scope',
  'as',
  'by',
  'because',
  'right',
  'role',
  'kind',
  'document',
])

/** What a sentence counts or chooses by, where the field itself is a list, an id or nothing. */
function specialsOf(event: HistoryEvent, t: Translator): Values {
  if (event.type === 'request-assigned') return { to: event.to ? 'officer' : 'nobody' }
  if (event.type === 'deadline-extended') return { stays: event.was === event.dueOn ? 'yes' : 'no' }
  if (event.type === 'dispute-received') return { kind: event.kind, channel: event.channel ?? 'portal' }
  if ('dispute' in event) return { kind: event.kind }
  if (event.type === 'source-checked') return { ok: event.failed === null ? 'yes' : 'no' }
  if (event.type === 'proof-asked') return { facts: event.facts ?? 0 }
  if (event.type === 'proof-given') return { means: event.how, level: event.level ?? 'L2' }
  if (event.type === 'fee-asked') return { amount: (event.minor / 100).toFixed(2) }
  if (event.type === 'letter-written') return { wording: event.wording?.join(', ') ?? 'none' }
  if (event.type === 'looked') return { ref: event.ref ?? 'none' }
  if (event.type === 'clarification-asked') {
    const pauses = event.pauses.map(rule => t(`rules.${rule.replaceAll('.', '_')}`)).join(', ')
    return { paused: pauses ? 'yes' : 'no', pauses }
  }
  if (event.type === 'identity-reviewed')
    return { flags: event.flags.length, waits: event.waitUntil ? 'true' : 'false' }
  if (event.type === 'candidates-found' || event.type === 'candidates-followed')
    return { unread: event.unread.join(', ') || 'none' }
  if (event.type === 'candidates-decided') return { collections: event.collections.join(', ') }
  if (event.type === 'candidates-admitted')
    return { records: Object.values(event.collections).reduce((sum, count) => sum + count, 0) }
  if (event.type === 'others-found') return { unread: event.unread.join(', ') || 'none' }
  if (event.type !== 'source-searched') return {}
  const records = Object.values(event.found).reduce((sum, count) => sum + count, 0)
  return { records, crossed: event.decoys.crossed, tried: event.decoys.tried }
}
