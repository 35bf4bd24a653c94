import { readHealth } from '#lib/web/health.ts'

export const dynamic = 'force-dynamic'

/** For load balancers and monitors: 200 while pages can be served, 503 when not; the body says what is the matter. */
export async function GET(): Promise<Response> {
  const health = await readHealth()
  return Response.json(health, { status: health.status === 'not-ready' ? 503 : 200 })
}
