import { type Locale, localeFacts } from '#lib/i18n/locales.ts'
import type { Translator } from '#lib/i18n/translator.ts'
import { type Line, layHtml, layText } from './layout.ts'
import { type Block, type LetterData, type LetterKind, type LocalPath, letters } from './letter.ts'
import { sayRemedy } from './remedy.ts'

export type Written = { subject: string; text: string; html: string }

export type Stationery = {
  locale: Locale
  /** Sentences of the namespace `mail` in that language. */
  translate: Translator
  /** The portal's address (DOSSIER_URL): every link starts with it. */
  address: URL
  /** Who answers; undefined before the first run is finished. */
  organisation: string | undefined
}

/**
 * A letter in one language: subject, text and HTML from the same lines.
 * @throws when a sentence is missing or a link would leave the portal.
 */
export function writeLetter<Kind extends LetterKind>(
  kind: Kind,
  data: LetterData[Kind],
  { locale, translate, address, organisation }: Stationery,
): Written {
  const say = (key: string, values?: Record<string, string | number>) => translate(`letters.${kind}.${key}`, values)
  const lay = (block: Block): Line[] => {
    if ('says' in block) return [{ text: say(block.says, block.values) }]
    // Bodies are named and not linked: a mail links to the portal alone.
    if ('remedy' in block) return sayRemedy(block.remedy, translate).map(({ text }) => ({ text }))
    return [{ text: say(block.label), address: linkTo(address, block.to), looks: block.looks }]
  }
  const { tag, dir } = localeFacts[locale]
  const sender = organisation ? translate('footer.sender', { organisation }) : translate('footer.portal')
  const paper = {
    subject: say('subject'),
    lang: tag,
    dir,
    lines: letters[kind](data).flatMap(lay),
    footer: [sender, translate('footer.no-content')],
  }
  return { subject: paper.subject, text: layText(paper), html: layHtml(paper) }
}

/** @throws when the path names another host: `//example.com`, `/\example.com`, `/\t/example.com`. */
export function linkTo(address: URL, path: LocalPath): string {
  const link = new URL(path, address)
  if (!/^\/(?![/\\])/.test(path) || link.origin !== address.origin)
    throw new Error('A letter links to the portal alone.')
  return link.href
}
