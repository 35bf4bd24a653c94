import { Readable } from 'node:stream'
import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { exportPopulation } from '#lib/audit/export-population.ts'
import { readAuditQuery } from '#lib/requests/audit-filter.ts'
import { currentActor } from '#lib/web/current-actor.ts'

/** What the list's filters let through, whole: tables as CSV and JSON with a signed manifest, written as it is fetched. */
export async function GET(request: NextRequest): Promise<Response> {
  const { query } = readAuditQuery(Object.fromEntries(request.nextUrl.searchParams))
  const { after: _after, before: _before, ...filter } = query
  const body = await exportPopulation(await currentActor(), filter)
  if (!body) return new Response(null, { status: 404 })
  if (body === 'busy') {
    const t = await getTranslations('auditor.export')
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '60' }
    return new Response(`${t('busy')}\n`, { status: 503, headers })
  }
  return new Response(Readable.toWeb(body) as ReadableStream, {
    headers: { 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="requests.zip"' },
  })
}
