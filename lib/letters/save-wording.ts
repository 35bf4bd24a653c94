import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { checkWording } from './check-wording.ts'
import { letterNames } from './kinds.ts'
import { insertWording, readWording } from './store.ts'
import { tidyText, wordingLocales } from './wording.ts'

/**
 * Saves a new version of a letter's text, if it says what the law wants said in it. Letters written before keep the words they were
 * written with. `basedOn`: the version the admin had before their eyes, so that two of them do not overwrite each other unseen.
 */
export const saveWording = command({
  permission: 'letter:edit',
  input: z.object({
    kind: z.enum(letterNames),
    locale: z.enum(wordingLocales),
    basedOn: z.coerce.number().int().nonnegative(),
    subject: z.string().max(1000, 'wording.too-long').transform(tidyText),
    body: z.string().max(20_000, 'wording.too-long').transform(tidyText),
    reason: z.string().trim().min(1, 'wording.why-missing').min(10, 'wording.why-short').max(500, 'wording.why-long'),
  }),
  async run({ tx, now, actor }, { kind, locale, basedOn, subject, body, reason }) {
    if (checkWording(kind, locale, { subject, body }).length > 0) return refuse('wording-wrong')
    const newest = await readWording(tx, kind, locale)
    if ((newest?.version ?? 0) !== basedOn) return refuse('changed-meanwhile')
    if (newest?.subject === subject && newest.body === body) return refuse('already-done')
    const version = basedOn + 1
    const saved = await insertWording(tx, { kind, locale, version, subject, body, reason, by: actor.id, savedAt: now })
    if (!saved) return refuse('changed-meanwhile')
    const sha256 = createHash('sha256').update(JSON.stringify({ subject, body })).digest('hex')
    return {
      ok: true,
      value: { version },
      events: [ofHouse(`letter-text:${kind}:${locale}`, { type: 'letter-text-saved', kind, locale, version, sha256 })],
    }
  },
})
