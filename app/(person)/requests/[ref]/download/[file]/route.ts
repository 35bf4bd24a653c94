import { Readable } from 'node:stream'
import { getTranslations } from 'next-intl/server'
import { downloadName } from '#lib/packages/download-name.ts'
import { openDownload } from '#lib/packages/open-download.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { readByteRange } from '#lib/web/byte-range.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { lengthHeader } from '#lib/web/keep-length.ts'

type Props = { params: Promise<{ ref: string; file: string }> }

/** One file of a released copy, straight from the vault to its person: opened chunk by chunk, never whole and never on a disk. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { ref, file } = await params
  const actor = await askingActor()
  const page = `/requests/${encodeURIComponent(ref)}`
  if (actor.kind !== 'person') return seeOther(`/sign-in?to=${encodeURIComponent(page)}`)
  const opened = await openDownload(actor, { ref, file })
  if (!opened.ok) {
    if (opened.why === 'proof-too-old') return seeOther(`${page}/confirm`)
    return sayNo(opened.why === 'package-gone' ? 410 : 404, opened.why)
  }
  const { requestId, objectId, name, mediaType } = opened.value
  const vault = houseVault()
  const size = await vault.size(requestId, objectId)
  if (size === null) return sayNo(410, 'package-gone')
  const range = readByteRange(request.headers.get('range'), size)
  if (range === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${size}` } })
  const { start, end } = range ?? { start: 0, end: size }
  const headers = {
    'Content-Type': mediaType,
    [lengthHeader]: String(end - start),
    'Content-Disposition': `attachment; filename="${downloadName(ref, name)}"`,
    'Accept-Ranges': 'bytes',
    ...(range ? { 'Content-Range': `bytes ${start}-${end - 1}/${size}` } : {}),
  }
  const body = Readable.toWeb(vault.read(requestId, objectId, { start, end })) as ReadableStream<Uint8Array>
  return new Response(body, { status: range ? 206 : 200, headers })
}

/** Next would answer HEAD by a GET, and the history would tell of an opening that never was. */
export const HEAD = (): Response => new Response(null, { status: 405, headers: { Allow: 'GET' } })

const seeOther = (location: string) => new Response(null, { status: 303, headers: { Location: location } })

async function sayNo(status: 404 | 410, why: 'not-found' | 'package-gone' | string): Promise<Response> {
  const t = await getTranslations('refusals.refusals')
  const sentence = t(why === 'package-gone' ? 'package-gone' : 'not-found')
  return new Response(sentence, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
