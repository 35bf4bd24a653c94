import { answerRevoked } from './derive-outcome.ts'
import { isOpen, life, mayBecome, type Status } from './status.ts'

/** Everything an officer can do to a request, in the order a desk thinks of it. */
export const officerMoves = [
  'prepare',
  'release',
  'search-again',
  'withhold',
  'ask',
  'write',
  'extend',
  'identity',
  'fee',
  'set-date',
  'change-regime',
  'assign',
  'refuse',
  'close',
  'misdirected',
  'reopen',
] as const
export type OfficerMove = (typeof officerMoves)[number]

const clockRuns = (status: Status): boolean => isOpen(status) && life[status].waitsFor !== 'person'
const waitsForOfficer = (status: Status): boolean => life[status].waitsFor === 'officer'

/** When each move is open, read off the one table of statuses. A test holds every pair against the verb itself. */
const open: { [move in OfficerMove]: (status: Status) => boolean } = {
  prepare: status => waitsForOfficer(status) && mayBecome(status, 'ready'),
  release: status => mayBecome(status, 'released'),
  'search-again': status => waitsForOfficer(status) && mayBecome(status, 'collecting'),
  withhold: waitsForOfficer,
  ask: clockRuns,
  write: status => status !== 'received' && status !== 'lapsed',
  extend: clockRuns,
  identity: clockRuns,
  fee: clockRuns,
  'set-date': clockRuns,
  'change-regime': isOpen,
  assign: isOpen,
  refuse: status => mayBecome(status, 'refused'),
  close: status => mayBecome(status, 'closed'),
  misdirected: status => status === 'released',
  reopen: status => status === 'closed',
}

export const isOpenTo = (move: OfficerMove, status: Status): boolean => open[move](status)

/** Why a move is shut: what the page says instead of a button. */
export const shutReasons = [
  'unproved',
  'searching',
  'prepare-first',
  'prepared',
  'answer-first',
  'not-released',
  'not-closed',
  'answered',
  'ended',
  'closed',
] as const
export type ShutReason = (typeof shutReasons)[number]

/** The reason a move is not open now, or null when it is. */
export function whyShut(move: OfficerMove, status: Status): ShutReason | null {
  if (isOpenTo(move, status)) return null
  if (move === 'misdirected') return 'not-released'
  if (move === 'reopen') return 'not-closed'
  if (move === 'close') return status === 'closed' ? 'closed' : 'answer-first'
  if (status === 'received') return 'unproved'
  if (life[status].waitsFor === 'portal') return 'searching'
  if (move === 'release' && status === 'review') return 'prepare-first'
  if (move === 'prepare' && status === 'ready') return 'prepared'
  if (status === 'released') return 'answered'
  return status === 'closed' ? 'closed' : 'ended'
}

/** The same for reopening, which is open too where the copy was revoked and nobody has an answer: that stands in the history alone. */
export const whyReopenShut = (status: Status, history: Parameters<typeof answerRevoked>[0]): ShutReason | null =>
  answerRevoked(history) ? null : whyShut('reopen', status)
