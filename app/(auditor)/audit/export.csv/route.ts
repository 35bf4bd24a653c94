import type { NextRequest } from 'next/server'
import { byteOrderMark, csvLine } from '#lib/history/csv.ts'
import { readAuditQuery } from '#lib/requests/audit-filter.ts'
import type { AuditedRequest } from '#lib/requests/audited-store.ts'
import { exportRequests } from '#lib/requests/view-audited-requests.ts'
import { currentActor } from '#lib/web/current-actor.ts'

const names = [
  'ref',
  'right',
  'rules',
  'country',
  'status',
  'outcome',
  'received_at',
  'due_on',
  'answered_at',
  'timeliness',
]

/** Codes and ISO 8601 dates (instants UTC), the same in every language: this file is for programs and comparisons. */
const lineOf = (request: AuditedRequest): string =>
  csvLine([
    ...[request.ref, request.right, request.rules.join(' '), request.country, request.status, request.outcome ?? ''],
    ...[
      request.receivedAt.toString(),
      request.dueOn.toString(),
      request.answeredAt?.toString() ?? '',
      request.timeliness,
    ],
  ])

/** The population that the list's filters let through, as one file, written as it is read: a thousand lines in memory. */
export async function GET(request: NextRequest): Promise<Response> {
  const { query } = readAuditQuery(Object.fromEntries(request.nextUrl.searchParams))
  const { after: _after, before: _before, ...filter } = query
  const pages = await exportRequests(await currentActor(), filter)
  if (!pages) return new Response(null, { status: 404 })
  const text = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start: controller => controller.enqueue(text.encode(byteOrderMark + csvLine(names))),
    async pull(controller) {
      const { done, value } = await pages.next()
      if (done) controller.close()
      else controller.enqueue(text.encode(value.map(lineOf).join('')))
    },
    async cancel() {
      await pages.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="requests.csv"',
    },
  })
}
