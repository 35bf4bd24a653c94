'use server'

import { redirect } from 'next/navigation'
import type { Actor } from '#lib/access/actor.ts'
import type { Result } from '#lib/kernel/result.ts'
import { followNotice, unfollowNotice } from '#lib/notices/follow-notice.ts'
import { act } from '#lib/web/act.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { speak } from '../../../speak.ts'
import type { SpokenState } from '../../../spoken-state.ts'

/** Begins or ends the mails about new versions. A second press finds it done, which is as good. */
export async function setFollowing(_previous: SpokenState, form: FormData): Promise<SpokenState> {
  const verb = form.get('follow') === 'no' ? unfollowNotice : followNotice
  const once = async (actor: Actor, raw: Record<never, never>): Promise<Result<undefined>> => {
    const result = await verb(actor, raw)
    return !result.ok && result.why === 'already-done' ? { ok: true, value: undefined } : result
  }
  return speak(await act(form, once, {}, () => redirect('/notice/follow?done=yes'), await askingActor()))
}
