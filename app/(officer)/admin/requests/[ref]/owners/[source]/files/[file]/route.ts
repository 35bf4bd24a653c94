import { Readable } from 'node:stream'
import { safeName } from '#lib/owners/file-name.ts'
import { viewOwnerFile } from '#lib/owners/view-owner.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { currentActor } from '#lib/web/current-actor.ts'

type Context = { params: Promise<{ ref: string; source: string; file: string }> }

const id = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** One file that a colleague gave, streamed out of the vault to the officer who reads it. Whoever may not hears "not found". */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { ref, source, file } = await params
  if (!id.test(file)) return new Response(null, { status: 404 })
  const found = await viewOwnerFile(await currentActor(), { ref, source: decodeURIComponent(source), file })
  if (!found.ok) return new Response(null, { status: 404 })
  const { requestId, objectId, name, bytes } = found.value
  return new Response(Readable.toWeb(houseVault().read(requestId, objectId)) as ReadableStream, {
    headers: {
      // Whatever it says it is: saved and never shown, under a name of our own making, so that nothing of it runs on our origin.
      'content-type': 'application/octet-stream',
      'content-length': String(bytes),
      'content-disposition': `attachment; filename="${safeName(ref, 1, name)}"`,
      'cache-control': 'private, no-store',
    },
  })
}
