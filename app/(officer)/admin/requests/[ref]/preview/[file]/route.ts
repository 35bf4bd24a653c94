import { Readable } from 'node:stream'
import { viewPreviewFile } from '#lib/packages/view-preview.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { currentActor } from '#lib/web/current-actor.ts'

type Context = { params: Promise<{ ref: string; file: string }> }

/** One file of the package, streamed out of the vault to the officer who reads it before release. Whoever may not hears "not found". */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { ref, file } = await params
  const found = await viewPreviewFile(await currentActor(), { ref, file: decodeURIComponent(file) })
  if (!found.ok) return new Response(null, { status: 404 })
  const { requestId, objectId, name, mediaType, bytes } = found.value
  return new Response(Readable.toWeb(houseVault().read(requestId, objectId)) as ReadableStream, {
    headers: {
      'content-type': mediaType,
      'content-length': String(bytes),
      // Names of package files are our own: letters, digits and dots. Saved, never shown: nothing of it runs on our origin.
      'content-disposition': `attachment; filename="${ref}-${name}"`,
      'cache-control': 'private, no-store',
    },
  })
}
