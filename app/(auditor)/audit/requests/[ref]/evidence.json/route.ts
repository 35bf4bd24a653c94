import { proveRequest } from '#lib/history/view-evidence.ts'
import { currentActor } from '#lib/web/current-actor.ts'

type Context = { params: Promise<{ ref: string }> }

/** The request's sealed events, each with its way to the root of a signed checkpoint: evidence that needs this portal no more. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { ref } = await params
  const evidence = await proveRequest(await currentActor(), ref)
  if (!evidence) return new Response(null, { status: 404 })
  return new Response(`${JSON.stringify(evidence, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="evidence-${evidence.ref}.json"`,
    },
  })
}
