import { optOut } from '#lib/preferences/opt-out.ts'
import { addressOfLink } from '#lib/preferences/unsubscribe-link.ts'
import { requestOrigin } from '#lib/web/act.ts'
import { namelessVisitor } from '#lib/web/current-actor.ts'

type Context = { params: Promise<{ token: string }> }

/**
 * One-click unsubscription by a mail program (RFC 8058): a POST without cookie, page or confirmation. Its body says nothing we need and is
 * not read; the sealed token is the whole right.
 */
export async function POST(_request: Request, { params }: Context): Promise<Response> {
  const address = addressOfLink((await params).token)
  if (!address) return new Response(null, { status: 404 })
  const stopped = await optOut(namelessVisitor(), { address, by: 'one-click', origin: await requestOrigin() })
  return new Response(null, { status: stopped.ok ? 204 : 429 })
}
