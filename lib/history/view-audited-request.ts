import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm'
import type { Tx } from '#lib/db/begin.ts'
import { view } from '#lib/kernel/view.ts'
import { mails } from '#lib/mail/table.ts'
import { packageFiles, packages } from '#lib/packages/table.ts'
import { deadlines, requests } from '#lib/requests/table.ts'
import type { HistoryEvent } from './events.ts'
import { historyCheckpoints, historyEvents, historyLeaves } from './table.ts'

/** Events shown at once: a request has a few dozen, unless its copy was opened very often. */
const PAGE = 200

type Query = { ref: string; after?: number }

/** One request as an auditor may know it: no name, no address, no text, no value that was found. */
export const viewAuditedRequest = view({
  permission: 'audit:read',
  recordsLook: ({ ref }: Query) => ({ at: 'history', ref }),
  async run({ tx }, { ref, after = 0 }) {
    const [request] = await tx.select(seen).from(requests).where(eq(requests.ref, ref))
    if (!request) return undefined
    return {
      request,
      ...(await readEvents(tx, `request:${request.id}`, after)),
      deadlines: await tx
        .select()
        .from(deadlines)
        .where(eq(deadlines.requestId, request.id))
        .orderBy(desc(deadlines.governs), deadlines.rule, deadlines.matter),
      packages: await readPackages(tx, request.id),
      mails: await tx
        .select(sent)
        .from(mails)
        .where(eq(mails.requestId, request.id))
        .orderBy(asc(mails.queuedAt), mails.id),
      signed: await readSigned(tx),
    }
  },
})

const seen = {
  id: requests.id,
  ref: requests.ref,
  right: requests.right,
  status: requests.status,
  outcome: requests.outcome,
  country: requests.country,
  locale: requests.locale,
  rules: requests.rules,
  receivedAt: requests.receivedAt,
  dueOn: requests.dueOn,
  attempt: requests.attempt,
  assignedTo: requests.assignedTo,
}

const sent = {
  id: mails.id,
  messageId: mails.messageId,
  letter: mails.letter,
  state: mails.state,
  queuedAt: mails.queuedAt,
  outcome: mails.outcome,
}

async function readEvents(tx: Tx, stream: string, after: number) {
  const rows = await tx
    .select({ told: historyEvents, leaf: historyLeaves.index })
    .from(historyEvents)
    .leftJoin(
      historyLeaves,
      and(eq(historyLeaves.stream, historyEvents.stream), eq(historyLeaves.version, historyEvents.version)),
    )
    .where(and(eq(historyEvents.stream, stream), gt(historyEvents.version, after)))
    .orderBy(asc(historyEvents.version))
    .limit(PAGE + 1)
  const events = rows.slice(0, PAGE).map(({ told: { type, data, version, at, actor }, leaf }) => ({
    ...{ version, at, actor, leaf },
    event: { type, ...(data as object) } as HistoryEvent,
  }))
  return { events, more: rows.length > PAGE }
}

async function readPackages(tx: Tx, requestId: string) {
  const made = await tx
    .select()
    .from(packages)
    .where(eq(packages.requestId, requestId))
    .orderBy(desc(packages.requestedAt), packages.id)
  const files = made.length
    ? await tx
        .select({
          packageId: packageFiles.packageId,
          name: packageFiles.name,
          bytes: packageFiles.bytes,
          sha256: packageFiles.sha256,
        })
        .from(packageFiles)
        .where(
          inArray(
            packageFiles.packageId,
            made.map(({ id }) => id),
          ),
        )
        .orderBy(packageFiles.name)
    : []
  return made.map(one => ({ ...one, files: files.filter(file => file.packageId === one.id) }))
}

/** Up to which leaf the newest checkpoint vouches. */
const readSigned = async (tx: Tx): Promise<number> =>
  (
    await tx
      .select({ size: historyCheckpoints.size })
      .from(historyCheckpoints)
      .orderBy(desc(historyCheckpoints.size))
      .limit(1)
  )[0]?.size ?? 0
