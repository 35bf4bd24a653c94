import type { Result } from '#lib/kernel/result.ts'
import type { viewOwnRequest } from '#lib/requests/view-own-request.ts'

/** One request as its person sees it. */
export type OwnRequest = Extract<Awaited<ReturnType<typeof viewOwnRequest>> & Result<unknown>, { ok: true }>['value']
