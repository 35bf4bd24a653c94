import type { Tone } from '#components/tone.ts'
import type { Status } from '#lib/requests/status.ts'

/** How a status looks to its person: waiting for them, under way, answered, ended. */
export const statusTone: Record<Status, Tone> = {
  received: 'warning',
  proved: 'info',
  collecting: 'info',
  review: 'info',
  ready: 'info',
  released: 'success',
  refused: 'danger',
  withdrawn: 'neutral',
  lapsed: 'neutral',
  closed: 'neutral',
}
