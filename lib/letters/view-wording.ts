import { view } from '#lib/kernel/view.ts'
import { type LetterName, letterNames } from './kinds.ts'
import { readWording, readWordings } from './store.ts'
import { ownWording, type WordingLocale, wordingLocales } from './wording.ts'

/** One letter in one language: its text as it stands, the portal's own, and every version there was, the newest first. */
export const viewWording = view({
  permission: 'letter:edit',
  async run({ tx }, { kind, locale }: { kind: LetterName; locale: WordingLocale }) {
    const versions = await readWordings(tx, kind, locale)
    const own = ownWording(kind, locale)
    return { own, versions, now: versions[0] ?? { version: 0, ...own } }
  },
})

/** Every letter of the portal and whose text it speaks in each language: version 0 is the portal's own. */
export const viewWordings = view({
  permission: 'letter:edit',
  async run({ tx }, _query: undefined) {
    const rows = []
    for (const kind of letterNames)
      for (const locale of wordingLocales) {
        const kept = await readWording(tx, kind, locale)
        rows.push({ kind, locale, version: kept?.version ?? 0, subject: (kept ?? ownWording(kind, locale)).subject })
      }
    return rows
  },
})
