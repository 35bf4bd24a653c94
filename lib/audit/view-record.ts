import { and, asc, desc, eq } from 'drizzle-orm'
import { coverages, searches } from '#lib/collection/table.ts'
import type { Tx } from '#lib/db/begin.ts'
import type { HistoryEvent } from '#lib/history/events.ts'
import { historyVerifier } from '#lib/history/history-signer.ts'
import { readNewestCheckpoint } from '#lib/history/store.ts'
import { historyEvents, historyLeaves } from '#lib/history/table.ts'
import { view } from '#lib/kernel/view.ts'
import { mails } from '#lib/mail/table.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { packageFiles, packages } from '#lib/packages/table.ts'
import { deadlines, requests } from '#lib/requests/table.ts'

/**
 * One request from receipt to end on paper: dates with their derivation, history, duties, decisions, letters by their commitments, what was
 * searched, what was packed, and where it all stands in the signed tree. The same for officer and auditor: nobody is named in it, so that it
 * can be filed and handed on.
 */
export const viewRecord = view({
  permission: 'record:read',
  recordsLook: ({ ref }: { ref: string }) => ({ at: 'record', ref }),
  async run({ tx, now }, { ref }) {
    const [request] = await tx.select(shown).from(requests).where(eq(requests.ref, ref))
    const organisation = request && (await readOrganisation(tx))
    if (!request || !organisation) return undefined
    const newest = await readNewestCheckpoint(tx)
    return {
      request,
      printedAt: now,
      organisation: organisation.name,
      events: await readEvents(tx, request.id),
      deadlines: await tx
        .select()
        .from(deadlines)
        .where(eq(deadlines.requestId, request.id))
        .orderBy(desc(deadlines.governs), asc(deadlines.dueOn), asc(deadlines.rule), asc(deadlines.matter)),
      mails: await tx
        .select({ id: mails.id, state: mails.state, outcome: mails.outcome })
        .from(mails)
        .where(eq(mails.requestId, request.id))
        .orderBy(asc(mails.queuedAt), asc(mails.id)),
      ...(await readSearch(tx, request.id, request.attempt)),
      files: await readFiles(tx, request.id),
      checkpoint: newest ? { size: newest.size, note: newest.note } : null,
      key: historyVerifier().line,
    }
  },
})

const shown = {
  id: requests.id,
  ref: requests.ref,
  right: requests.right,
  status: requests.status,
  outcome: requests.outcome,
  country: requests.country,
  channel: requests.channel,
  rules: requests.rules,
  receivedAt: requests.receivedAt,
  dueOn: requests.dueOn,
  safeOn: requests.safeOn,
  pausedSince: requests.pausedSince,
  attempt: requests.attempt,
  assignedTo: requests.assignedTo,
}

export type RecordEntry = Awaited<ReturnType<typeof readEvents>>[number]

async function readEvents(tx: Tx, requestId: string) {
  const rows = await tx
    .select({ told: historyEvents, leaf: historyLeaves.index })
    .from(historyEvents)
    .leftJoin(
      historyLeaves,
      and(eq(historyLeaves.stream, historyEvents.stream), eq(historyLeaves.version, historyEvents.version)),
    )
    .where(eq(historyEvents.stream, `request:${requestId}`))
    .orderBy(asc(historyEvents.version))
  return rows.map(({ told: { type, data, version, at, actor }, leaf }) => ({
    ...{ version, at, actor, leaf },
    event: { type, ...(data as object) } as HistoryEvent,
  }))
}

async function readSearch(tx: Tx, requestId: string, attempt: number) {
  return {
    searches: await tx
      .select()
      .from(searches)
      .where(and(eq(searches.requestId, requestId), eq(searches.attempt, attempt)))
      .orderBy(asc(searches.source)),
    coverages: await tx
      .select()
      .from(coverages)
      .where(and(eq(coverages.requestId, requestId), eq(coverages.attempt, attempt)))
      .orderBy(asc(coverages.source), asc(coverages.position)),
  }
}

/** Files of packages that are still there; what was destroyed left its hashes in the history. */
const readFiles = (tx: Tx, requestId: string) =>
  tx
    .select({ name: packageFiles.name, bytes: packageFiles.bytes, sha256: packageFiles.sha256, state: packages.state })
    .from(packageFiles)
    .innerJoin(packages, eq(packages.id, packageFiles.packageId))
    .where(eq(packages.requestId, requestId))
    .orderBy(asc(packages.requestedAt), asc(packages.id), asc(packageFiles.name))
