'use server'

import { redirect } from 'next/navigation'
import { config } from '#lib/config/config.ts'
import { makeFeed } from '#lib/reminders/make-feed.ts'
import { revokeFeed } from '#lib/reminders/revoke-feed.ts'
import { act, cameFromOurPage } from '#lib/web/act.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { speak } from '../../../speak.ts'
import type { SpokenState } from '../../../spoken-state.ts'
import type { FeedState } from './feed-form.tsx'

/** Makes an address and gives it this once: only its hash is kept. */
export async function makeAction(_previous: FeedState, _form: FormData): Promise<FeedState> {
  if (!(await cameFromOurPage())) return null
  const made = await makeFeed(await currentActor(), {})
  return made.ok ? { address: `${config().origin}${made.value.path}` } : null
}

/** Ends it at once. */
export async function revokeAction(_previous: SpokenState, form: FormData): Promise<SpokenState> {
  return speak(await act(form, revokeFeed, {}, () => redirect('/admin/calendar?done=revoked')))
}
