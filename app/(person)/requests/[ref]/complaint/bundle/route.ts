import { Readable } from 'node:stream'
import { getTranslations } from 'next-intl/server'
import { bundleComplaint } from '#lib/packages/bundle-complaint.ts'
import { viewComplaint } from '#lib/requests/view-complaint.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { complaintText } from '../complaint-text.ts'

type Props = { params: Promise<{ ref: string }> }

/** Everything for a complaint in one ZIP, signed: draft, timeline, letters, and proofs that anybody can check without us. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { ref } = await params
  const actor = await askingActor()
  const page = `/requests/${encodeURIComponent(ref)}/complaint`
  if (actor.kind !== 'person')
    return new Response(null, { status: 303, headers: { Location: `/sign-in?to=${encodeURIComponent(page)}` } })
  const found = await viewComplaint(actor, ref)
  if (!found.ok) return new Response(null, { status: 404 })
  const { id, letters, now } = found.value
  const { draft, timeline, ways } = await complaintText(found.value)
  const t = await getTranslations('letters.complaint')
  const plain = (lines: readonly string[]) => `${lines.join('\r\n\r\n')}\r\n`
  const written = letters.map(({ page: { subject, paragraphs } }) =>
    [
      subject,
      ...paragraphs.map(one =>
        'quoted' in one
          ? one.quoted
          : 'text' in one
            ? 'address' in one
              ? `${one.text} ${one.address}`
              : one.text
            : 'items' in one
              ? one.items.map(item => `- ${item}`).join('\r\n')
              : one.steps.map(step => `${step.text} (${step.cite})`).join('\r\n'),
      ),
    ].join('\r\n\r\n'),
  )
  const bundle = await bundleComplaint({
    requestId: id,
    ref,
    at: now.toString(),
    texts: {
      'README.txt': plain([t('readme'), t('check'), 'npm run -s dossier -- package verify FILE.zip --key KEY.txt']),
      'complaint.txt': plain(draft),
      'timeline.txt': plain(timeline),
      'letters.txt': plain(written.length > 0 ? [written.join('\r\n\r\n----\r\n\r\n')] : [t('no-letters')]),
      'whom-to-ask.txt': plain(ways.map(way => ('address' in way ? `${way.text}: ${way.address}` : way.text))),
    },
  })
  return new Response(Readable.toWeb(bundle) as ReadableStream<Uint8Array>, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${ref}-complaint.zip"`,
    },
  })
}
