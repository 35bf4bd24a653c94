import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { addNotice } from './add-notice.ts'
import { readNewest } from './store.ts'

const text = (most: number) =>
  z
    .string({ error: 'notice.missing' })
    .transform(raw => raw.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().min(1, 'notice.missing').max(most, 'notice.too-long'))

/**
 * Publishes a version of the privacy notice (Art. 13(3), 14(4) GDPR: before a new purpose is pursued; Cal. Bus. & Prof. Code 22575(b)(3)).
 * It may come into force later, never before the one it follows. It is written once: a slip of the pen is mended by the next version.
 */
export const publishNotice = command({
  permission: 'notice:publish',
  input: z.object({
    effectiveOn: z.iso.date({ error: 'notice.no-date' }),
    en: text(60_000),
    de: text(60_000),
    changesEn: text(500),
    changesDe: text(500),
  }),
  async run(scope, { effectiveOn, en, de, changesEn, changesDe }) {
    const before = await readNewest(scope.tx)
    const on = Temporal.PlainDate.from(effectiveOn)
    if (before && Temporal.PlainDate.compare(on, before.effectiveOn) <= 0)
      return refuse('notice-not-later', { date: before.effectiveOn.toString() })
    const number = (before?.number ?? 0) + 1
    const changes = { en: changesEn, de: changesDe }
    const told = await addNotice(scope, { number, effectiveOn: on, texts: { en, de }, changes })
    return { ok: true, value: { number }, events: [told] }
  },
})
