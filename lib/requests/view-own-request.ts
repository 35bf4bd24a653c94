import { and, asc, eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { searches } from '#lib/collection/table.ts'
import type { Tx } from '#lib/db/begin.ts'
import type { Step } from '#lib/deadlines/steps.ts'
import { type Entry, readStream } from '#lib/history/read-stream.ts'
import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { packageFiles, packages } from '#lib/packages/table.ts'
import { openValue } from '#lib/vault/house-keys.ts'
import { complaintGround } from './complaint-ground.ts'
import { isLate } from './is-late.ts'
import { openMessage } from './keep-message.ts'
import { readPortalLetter, readSaid } from './letter-data.ts'
import { countUnread, openQuestion, readBody } from './message-store.ts'
import { movesOf } from './moves-of.ts'
import { readPaused } from './read-paused.ts'
import { isOpen, mayBecome } from './status.ts'
import type { RequestRow } from './store.ts'
import { storyOf } from './story-of.ts'
import { deadlines, letters, requests } from './table.ts'
import { wayOf } from './way-of.ts'

/**
 * One request as its person sees it: where it stands, by when it is answered and why then, how far the search is, what was
 * written, what can be downloaded and who opened it when. A stranger's reference is "not found" by row-level security too.
 */
export const viewOwnRequest = view({
  permission: 'request:read-own',
  async run(scope, ref: string) {
    const { tx, actor, now } = scope
    const [request] = await tx
      .select()
      .from(requests)
      .where(and(eq(requests.ref, ref), eq(requests.personId, actor.id)))
    if (!request) return undefined
    const history = await readStream(tx, `request:${request.id}`)
    const organisation = (await readOrganisation(tx))!
    const { status, receivedAt, dueOn } = request
    const today = now.toZonedDateTimeISO(organisation.zone).toPlainDate()
    return {
      ref,
      status,
      open: isOpen(status),
      receivedAt,
      due: {
        on: dueOn,
        daysLeft: today.until(dueOn).days,
        overdue: isOpen(status) && isLate(request, now),
      },
      paused: await readPaused(scope, request, history),
      question: isOpen(status) ? await readQuestion(tx, request.id) : null,
      unread: await countUnread(tx, request.id, 'person'),
      deadlines: await readDeadlines(tx, request.id),
      moves: movesOf(history),
      way: wayOf(status, history),
      story: storyOf(history),
      search: await readSearch(tx, request),
      letters: await readLetters(tx, request.id),
      answer: await readAnswer(tx, request, now),
      openings: openingsOf(history),
      revoked: history.some(({ event }) => event.type === 'release-revoked'),
      successor: successorOf(history),
      outcome: request.outcome,
      complaint: complaintGround(request, history, now),
      maySay: { withdraw: mayBecome(status, 'withdrawn') },
      zone: organisation.zone,
    }
  },
})

const passed = (instant: Temporal.Instant, now: Temporal.Instant) => Temporal.Instant.compare(instant, now) <= 0

/** What the person is asked and has not answered yet. */
async function readQuestion(tx: Tx, requestId: string) {
  const question = await openQuestion(tx, requestId)
  const asked = question && (await readBody(tx, question.id))
  return question && asked ? { text: openMessage(asked), askedAt: question.askedAt } : null
}

/** Every rule that applies, the one that governs first. */
async function readDeadlines(tx: Tx, requestId: string) {
  const rows = await tx
    .select()
    .from(deadlines)
    .where(and(eq(deadlines.requestId, requestId), eq(deadlines.duty, 'answer')))
    .orderBy(asc(deadlines.dueOn), asc(deadlines.rule))
  return rows
    .map(({ rule, dueOn, governs, confirmed, steps }) => ({ rule, dueOn, governs, confirmed, steps: steps as Step[] }))
    .sort((one, other) => Number(other.governs) - Number(one.governs))
}

/** What was written to the person, as it was written, oldest first. */
async function readLetters(tx: Tx, requestId: string) {
  const rows = await tx
    .select()
    .from(letters)
    .where(eq(letters.requestId, requestId))
    .orderBy(asc(letters.writtenAt), asc(letters.id))
  return rows.map(({ id, body, writtenAt }) => {
    const opened = openValue(`letter.body:${id}`, body)
    return { id, writtenAt, letter: readPortalLetter(opened), said: readSaid(opened) }
  })
}

/** How far the search of this attempt is, in places searched; null before it began. */
async function readSearch(tx: Tx, { id, attempt }: RequestRow) {
  const rows = await tx
    .select()
    .from(searches)
    .where(and(eq(searches.requestId, id), eq(searches.attempt, attempt)))
  if (rows.length === 0) return null
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0)
  return { done: sum(row => row.collectionsDone), total: sum(row => row.collectionsTotal) }
}

/** The copy that was released: its files while they can be had, and until when that is or was. */
async function readAnswer(tx: Tx, { id }: RequestRow, now: Temporal.Instant) {
  const released = await tx
    .select()
    .from(packages)
    .where(and(eq(packages.requestId, id), eq(packages.state, 'released')))
  const [answer] = released
  if (!answer?.expiresAt) return null
  const files = await tx
    .select()
    .from(packageFiles)
    .where(eq(packageFiles.packageId, answer.id))
    .orderBy(asc(packageFiles.name))
  const { complete, records, expiresAt } = answer
  const available = !passed(expiresAt, now)
  return { complete, records, until: expiresAt, files: available ? files : [] }
}

const openingsOf = (history: readonly Entry[]) =>
  history.flatMap(({ at, event }) => (event.type === 'package-opened' ? [{ at, file: event.file }] : []))

/** The request that goes on where this one was closed. */
const successorOf = (history: readonly Entry[]): string | null => {
  const reopened = history.findLast(({ event }) => event.type === 'request-reopened')?.event
  return reopened?.type === 'request-reopened' ? reopened.successor : null
}
