import { getTranslations } from 'next-intl/server'
import { StatusTag } from '#components/status-tag.tsx'
import type { Tone } from '#components/tone.ts'
import type { Status } from '#lib/requests/status.ts'

// Yellow and red are kept for what is pressing or late: the eye must find those first.
const tones: { [status in Status]: Tone } = {
  received: 'neutral',
  proved: 'neutral',
  collecting: 'neutral',
  review: 'info',
  ready: 'info',
  released: 'success',
  refused: 'neutral',
  withdrawn: 'neutral',
  lapsed: 'neutral',
  closed: 'neutral',
}

/** Where a request stands, in words; and whether a part of its search failed. */
export const StatusCell = async ({ status, failed = false }: { status: Status; failed?: boolean }) => {
  const t = await getTranslations('officer')
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      <StatusTag tone={tones[status]}>{t(`status.${status}`)}</StatusTag>
      {failed && <StatusTag tone="danger">{t('list.search-failed')}</StatusTag>}
    </span>
  )
}
