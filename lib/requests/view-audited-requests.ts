import type { Scope } from '#lib/db/begin.ts'
import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import type { AuditQuery } from './audit-filter.ts'
import { type AuditedRequest, countAudited, readAudited } from './audited-store.ts'

const onPage = 50
const inExport = 1000

const reading = async ({ tx, now }: Scope) => ({ tx, now, zone: (await readOrganisation(tx))?.zone ?? 'UTC' })

/** One page of all requests with the figures of everything the filter lets through. Nothing in it is personal. */
export const viewAuditedRequests = view({
  permission: 'audit:read',
  recordsLook: () => ({ at: 'requests', ref: null }),
  async run(scope, query: AuditQuery) {
    const read = await reading(scope)
    return {
      ...(await readAudited(read, query, onPage)),
      ...(await countAudited(read, query)),
    }
  },
})

const viewExportPage = view({
  permission: 'audit:read',
  recordsLook: () => ({ at: 'export', ref: null }),
  run: async (scope, query: AuditQuery) => readAudited(await reading(scope), query, inExport),
})

/**
 * The whole population by pages, newest first: a transaction and a recorded look for each thousand. `null` when the actor may not.
 * The first page is read before anything is given out, so that a refusal can still be one.
 */
export async function exportRequests(
  actor: Scope['actor'],
  query: AuditQuery,
): Promise<AsyncGenerator<AuditedRequest[]> | null> {
  const first = await viewExportPage(actor, query)
  if (!first.ok) return null
  return (async function* () {
    for (let page = first.value; ; ) {
      yield page.requests
      const last = page.requests.at(-1)
      if (!page.more || !last) return
      const next = await viewExportPage(actor, { ...query, after: { at: last.receivedAt.toString(), id: last.id } })
      if (!next.ok) throw new Error('The right to read was taken away during the export.')
      page = next.value
    }
  })()
}
