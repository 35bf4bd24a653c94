'use server'

import { redirect } from 'next/navigation'
import { optOut } from '#lib/preferences/opt-out.ts'
import { addressOfLink } from '#lib/preferences/unsubscribe-link.ts'
import { act, requestOrigin } from '#lib/web/act.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { noteReceipt } from '#lib/web/receipt-note.ts'
import { speak } from '../../speak.ts'
import type { SpokenState } from '../../spoken-state.ts'

/** Stops advertising to the address that was typed. */
export async function stop(_previous: SpokenState, form: FormData): Promise<SpokenState> {
  return stopFor(form, String(form.get('address') ?? ''), 'page')
}

/** Stops advertising to the address a mailing's link was sealed for. */
export async function stopByLink(token: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  return stopFor(form, addressOfLink(String(token)) ?? '', 'link')
}

async function stopFor(form: FormData, address: string, by: 'page' | 'link'): Promise<SpokenState> {
  const done = async (given: { receipt: string; at: string }) => {
    await noteReceipt({ address: address.trim(), ...given })
    redirect('/preferences/done')
  }
  const raw = { address, by, origin: await requestOrigin() }
  return speak(await act(form, optOut, raw, done, await askingActor()))
}
