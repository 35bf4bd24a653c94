import { viewCheckpoint } from '#lib/history/view-integrity.ts'
import { currentActor } from '#lib/web/current-actor.ts'

/** The newest signed checkpoint, to be kept where nobody with this database can reach it. */
export async function GET(): Promise<Response> {
  const found = await viewCheckpoint(await currentActor(), undefined)
  if (!found.ok) return new Response(null, { status: 404 })
  return new Response(found.value.note, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="checkpoint-${found.value.size}.txt"`,
    },
  })
}
