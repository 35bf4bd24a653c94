import type { Temporal } from 'temporal-polyfill'
import type { Scope } from '#lib/db/begin.ts'
import { ofHouse, type Told } from '#lib/history/events.ts'
import { hashNotice, type PerLanguage } from './per-language.ts'
import { insertNotice } from './store.ts'

type NewNotice = { number: number; effectiveOn: Temporal.PlainDate; texts: PerLanguage; changes: PerLanguage }

/** Step: writes a version of the privacy notice down, with its hash in the history. */
export async function addNotice({ tx, now, actor }: Scope, notice: NewNotice): Promise<Told> {
  const { number, texts } = notice
  const effectiveOn = notice.effectiveOn.toString()
  const sha256 = hashNotice({ number, effectiveOn, texts })
  const publishedBy = actor.kind === 'system' ? null : actor.id
  await insertNotice(tx, { ...notice, sha256, publishedBy, publishedAt: now })
  return ofHouse('notice', { type: 'notice-published', version: number, effectiveOn, sha256 })
}
