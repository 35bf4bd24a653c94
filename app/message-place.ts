import { z } from 'zod'
import type { MessageCursor } from '#lib/requests/message-store.ts'

const place = z.object({ at: z.iso.datetime(), id: z.uuid() })

/** Where a page of messages begins, out of the address; anything else is the first page. */
export function readMessagePlace(before: string | string[] | undefined): MessageCursor | undefined {
  const [at, id] = typeof before === 'string' ? before.split('_') : []
  const read = place.safeParse({ at, id })
  return read.success ? read.data : undefined
}

export const placeOfMessages = ({ at, id }: MessageCursor): string =>
  new URLSearchParams({ before: `${at}_${id}` }).toString()
