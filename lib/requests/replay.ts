import { Temporal } from 'temporal-polyfill'
import type { Dates, RequestEvent } from '#lib/history/events.ts'
import type { Outcome, Right, Status } from './status.ts'

type PackageState = 'building' | 'ready' | 'released' | 'revoked' | 'discarded' | 'destroyed'

/** What the rows of one request must say, as far as its history tells it. Instants in epoch milliseconds, days as ISO 8601. */
export type Replayed = {
  ref: string
  right: Right
  country: string
  locale: string
  channel: string
  receivedAt: number
  status: Status
  rules: readonly string[]
  dueOn: string
  dueAt: number
  safeOn: string
  pausedSince: string | null
  personId: string | null
  assignedTo: string | null
  attempt: number
  outcome: Outcome | null
  answeredAt: number | null
  refused: boolean
  extended: boolean
  packages: { readonly [id: string]: { state: PackageState; expiresAt: number | null } }
  withheld: readonly string[]
}

const millis = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds
const sorted = (names: readonly string[]): string[] => [...names].sort()
const datesOf = ({ dueOn, dueAt, safeOn, pausedSince }: Dates) => ({
  dueOn,
  dueAt: millis(dueAt),
  safeOn,
  pausedSince: pausedSince ?? null,
})

/**
 * One more event of a request, told `at` an instant. Pure. `null` stands before the first event, which is the receipt and nothing else.
 * @throws when the event cannot follow: a history that never was.
 */
export function replay(before: Replayed | null, event: RequestEvent, at: Temporal.Instant): Replayed {
  if (event.type === 'request-submitted') {
    if (before) throw new Error('A request is received once.')
    return received(event)
  }
  if (!before) throw new Error('A request begins with its receipt.')
  return { ...before, ...change(before, event), ...answer(before, event, at.epochMilliseconds) }
}

function received(event: Extract<RequestEvent, { type: 'request-submitted' }>): Replayed {
  const { ref, right, country, locale, channel, receivedAt, rules } = event
  return {
    ...{
      ref,
      right,
      country,
      locale,
      channel,
      receivedAt: millis(receivedAt),
      rules: sorted(rules),
      ...datesOf(event),
    },
    ...{ status: 'received', personId: null, assignedTo: null, attempt: 0, outcome: null },
    ...{ answeredAt: null, refused: false, extended: false, packages: {}, withheld: [] },
  }
}

/** The answer is the first release or refusal; a refusal taken back was one all the same. */
function answer({ answeredAt }: Replayed, { type }: RequestEvent, at: number): Partial<Replayed> {
  if (type === 'deadline-extended') return { extended: true }
  if (type !== 'package-released' && type !== 'request-refused') return {}
  return { answeredAt: Math.min(answeredAt ?? at, at), ...(type === 'request-refused' && { refused: true }) }
}

function change(before: Replayed, event: RequestEvent): Partial<Replayed> {
  switch (event.type) {
    case 'address-proved':
    case 'post-proved':
    case 'proof-carried-over':
      return { status: 'proved', personId: event.person, ...datesOf(event) }
    case 'regime-changed':
      return { rules: sorted(event.to), ...datesOf(event) }
    case 'deadline-extended':
    case 'clarification-asked':
    case 'clarification-answered':
    case 'proof-asked':
    case 'proof-given':
    case 'fee-asked':
    case 'fee-paid':
    case 'date-set':
      return datesOf(event)
    case 'dispute-decided':
      // A granted appeal takes the refusal back; what was found before it is still there. Of a closed request another goes on.
      return event.outcome === 'granted' && before.status === 'refused'
        ? { status: before.attempt > 0 ? 'review' : 'proved' }
        : {}
    case 'request-assigned':
      return { assignedTo: event.to }
    case 'collection-started':
      return { status: 'collecting', attempt: event.attempt }
    case 'sources-retried':
      return { status: 'collecting' }
    case 'collection-finished':
      return { status: 'review' }
    case 'value-withheld':
      return { withheld: [...before.withheld, event.withholding] }
    case 'mentions-decided':
      return { withheld: [...before.withheld, ...event.withholdings] }
    case 'withholding-lifted':
      return { withheld: before.withheld.filter(id => id !== event.withholding) }
    case 'request-refused':
      return { status: 'refused' }
    case 'request-withdrawn':
      return { status: 'withdrawn' }
    case 'request-lapsed':
      return { status: 'lapsed' }
    case 'request-closed':
      return { status: 'closed', outcome: event.outcome }
    default:
      return packageChange(before, event)
  }
}

function packageChange(before: Replayed, event: RequestEvent): Partial<Replayed> {
  switch (event.type) {
    case 'package-asked-for':
      return packed(before, event.package, 'building')
    case 'package-built':
      return { status: 'ready', ...packed(before, event.package, 'ready') }
    case 'package-discarded':
      // A decision after the package was read: the officer reviews again. In any other status something else moved the request.
      return { ...packed(before, event.package, 'discarded'), ...(before.status === 'ready' && { status: 'review' }) }
    case 'package-released':
      return { status: 'released', ...packed(before, event.package, 'released', millis(event.expiresAt)) }
    case 'release-revoked':
      return packed(before, event.package, 'revoked')
    case 'package-destroyed':
      return event.package === 'none' ? {} : packed(before, event.package, 'destroyed')
    case 'link-sent':
    case 'code-made':
    case 'address-mended':
    case 'source-searched':
    case 'source-failed':
    case 'package-opened':
    case 'date-proposed':
    case 'date-proposal-dropped':
    case 'dispute-received':
    case 'dispute-acknowledged':
    case 'dispute-investigated':
    case 'duty-reminded':
    case 'letter-written':
    case 'message-written':
    case 'breach-opened':
    case 'breach-decided':
    case 'breach-closed':
    case 'hold-begun':
    case 'hold-lifted':
    case 'request-reopened':
    case 'others-found':
    case 'candidates-found':
    case 'candidates-followed':
    case 'candidates-decided':
    case 'candidates-admitted':
    // How sure we are of a person is folded by lib/assurance/assurance-of.ts and stands in no row.
    case 'identity-reviewed':
    case 'identity-failed':
    case 'identity-contested':
    case 'former-address-named':
    // What a colleague was asked stands in rows of its own; what came of it is told by source-searched and source-failed.
    case 'owner-asked':
    case 'owner-chased':
    case 'owner-changed':
    case 'owner-looked':
    case 'owner-stood-in':
    case 'owner-file-added':
    case 'owner-file-removed':
    case 'owner-answered':
    case 'owner-silent':
      return {}
    default:
      throw new Error(`No request can tell ${event.type}.`)
  }
}

function packed({ packages }: Replayed, id: string, state: PackageState, expiresAt?: number): Partial<Replayed> {
  const known = packages[id]
  if (!known && state !== 'building') throw new Error('A package is asked for before anything happens to it.')
  return { packages: { ...packages, [id]: { state, expiresAt: expiresAt ?? known?.expiresAt ?? null } } }
}

/** Names of what differs between what the history tells and what the rows say, in the order of the row; empty when they agree. */
export function differences(told: Replayed, rows: Replayed): string[] {
  const plain = (one: Replayed) => ({ ...one, withheld: sorted(one.withheld), packages: byId(one.packages) })
  const [one, other] = [plain(told), plain(rows)]
  return (Object.keys(one) as (keyof Replayed)[]).filter(
    name => JSON.stringify(one[name]) !== JSON.stringify(other[name]),
  )
}

const byId = (packages: Replayed['packages']) =>
  Object.entries(packages)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, { state, expiresAt }]) => [id, state, expiresAt])
