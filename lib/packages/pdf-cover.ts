import type { PackageHead } from './content.ts'
import { heading, pair, paragraph } from './pdf-blocks.ts'
import { inks } from './pdf-ink.ts'
import { column, margin, type Sheet } from './pdf-sheet.ts'
import { styles } from './pdf-styles.ts'
import { countCoverage, dateWords, instantWords, outcomeOf } from './words.ts'
import type { Translate } from './writer.ts'

/** The first page: whose data, from whom, which request, when, and the answer in one sentence. */
export const writeCover = (sheet: Sheet, head: PackageHead, t: Translate): void => {
  const { organisation, locale } = head
  sheet.newPage()
  sheet.bookmark(t('cover.title'))
  const part = sheet.element('Sect', sheet.root)
  sheet.box(margin.left, margin.top, 46, 5, inks.accent)
  sheet.y += 34
  paragraph(sheet, part, organisation.name, styles.lede)
  heading(sheet, part, 'H1', t('cover.title'), styles.title)
  paragraph(sheet, part, t('cover.subtitle', { organisation: organisation.name }), styles.lede)
  sheet.y += 26
  const rows: [string, string][] = [
    [t('cover.person'), head.address],
    [t('cover.reference'), head.ref],
    [t('cover.received'), instantWords(head.receivedAt, organisation.zone, locale)],
    [t('cover.due'), dateWords(head.dueDate, locale)],
    [t('cover.prepared'), instantWords(head.preparedAt, organisation.zone, locale)],
    [t('cover.law'), head.regimes.map(code => t('regime', { code })).join('\n')],
    [t('cover.controller'), `${organisation.name}\n${organisation.address}`],
    [t('cover.contact'), organisation.contact],
  ]
  for (const [label, value] of rows) {
    sheet.rule()
    sheet.y += 5
    pair(sheet, part, label, value, styles.value)
    sheet.y += 4
  }
  sheet.rule()
  sheet.y += 30
  writeAnswer(sheet, head, t)
  part.end()
}

/** The answer itself, also when it is "nothing" (Art. 15(1) GDPR: confirmation whether or not data is processed). */
const writeAnswer = (sheet: Sheet, head: PackageHead, t: Translate): void => {
  const part = sheet.element('Sect', sheet.root)
  const outcome = outcomeOf(head)
  sheet.room(120)
  sheet.box(margin.left, sheet.y + 4, 3, 58, outcome === 'unknown' ? inks.warn : inks.accent)
  const inset = { x: margin.left + 16, across: column - 16 }
  const title = sheet.element('H2', part)
  sheet.mark(title, 'H2', () => sheet.text(t(`answer.${outcome}.title`), styles.heading, inset.x, inset.across))
  title.end()
  sheet.y += 3
  const sentences = [t(`answer.${outcome}.text`, { organisation: head.organisation.name, address: head.address })]
  sentences.push(t('coverage.summary', countCoverage(head.coverage)))
  if (!head.complete) sentences.push(t('coverage.incomplete'))
  for (const text of sentences) {
    const element = sheet.element('P', part)
    sheet.mark(element, 'P', () => sheet.text(text, styles.body, inset.x, inset.across))
    element.end()
    sheet.y += 4
  }
  part.end()
}
