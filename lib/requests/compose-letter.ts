import type { Scope } from '#lib/db/begin.ts'
import type { Step } from '#lib/deadlines/steps.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { type LetterContext, type LetterPage, sayWording } from '#lib/letters/say-letter.ts'
import { readWording } from '#lib/letters/store.ts'
import { ownWording, wordingLocales } from '#lib/letters/wording.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { findRemedy } from './find-remedy.ts'
import { openIntake } from './intake.ts'
import { isLate } from './is-late.ts'
import type { PortalLetter, Remedy, Said } from './letter-data.ts'
import { type RequestRow, readGoverningSteps } from './store.ts'

/**
 * Step: the words of a letter in every language somebody may read it in, by the house's text of today. What is decided but not yet
 * written (a preview) may bring dates of its own. @throws when a letter that says no would leave without a remedy.
 */
export async function composeLetter(
  scope: Scope,
  request: RequestRow,
  letter: PortalLetter,
  steps?: readonly Step[],
): Promise<Said> {
  const organisation = (await readOrganisation(scope.tx))!
  const context: LetterContext = {
    ref: request.ref,
    organisation: organisation.name,
    contact: organisation.contact,
    deadline: request.dueOn.toString(),
    late: isLate(request, scope.now),
    onPaper: openIntake(request).post !== undefined,
    steps: steps ?? (await readGoverningSteps(scope.tx, request.id)),
    remedy: await findRemedy(scope.tx, request),
  }
  const said: Said = {}
  for (const locale of wordingLocales) {
    const kept = await readWording(scope.tx, letter.kind, locale)
    const reader = { locale, zone: organisation.zone, translate: createTranslator(locale, 'mail') }
    const page = sayWording(letter.kind, kept ?? ownWording(letter.kind, locale), letter.data, context, reader)
    if ('remedy' in letter.data && letter.data.remedy) demandRemedy(page, letter.data.remedy)
    said[locale] = { version: kept?.version ?? 0, page }
  }
  return said
}

/** Art. 12(4) GDPR and what corresponds to it: a text that lost its remedy on any way must stop the decision, not the complaint. */
function demandRemedy({ paragraphs }: LetterPage, { authority }: Remedy): void {
  const addressed = paragraphs.some(paragraph => 'address' in paragraph)
  if (!addressed) throw new Error(`A letter that says no names nobody to complain to; ${authority.name} at least.`)
}
