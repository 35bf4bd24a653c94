import type { PackageHead } from './content.ts'
import { isHeldBack } from './coverage-words.ts'
import { heading, pair, paragraph } from './pdf-blocks.ts'
import { inks } from './pdf-ink.ts'
import { column, margin, type Sheet, type TextStyle } from './pdf-sheet.ts'
import { styles } from './pdf-styles.ts'
import { countCoverage, dateWords, instantWords, outcomeOf } from './words.ts'
import type { Translate } from './writer.ts'

/** The first page: whose data, from whom, and the answer in one sentence; the certificate follows on the same page. */
export const writeCover = (sheet: Sheet, head: PackageHead, t: Translate): void => {
  const { organisation, locale, ref, address } = head
  sheet.newPage()
  sheet.bookmark(t('cover.title'))
  const part = sheet.element('Sect', sheet.root)
  sheet.box(margin.left, margin.top - 22, 46, 5, inks.accent)
  paragraph(sheet, part, organisation.name, styles.lede)
  heading(sheet, part, 'H1', t('cover.title'), styles.title)
  const date = instantWords(head.preparedAt, organisation.zone, locale)
  paragraph(sheet, part, t('cover.for', { address, date, ref }))
  sheet.y += 6
  writeAnswer(sheet, head, t)
  sheet.y += 12
  part.end()
}

/** Who asked whom, when, under which law, and whom to write to. */
export const writeParticulars = (sheet: Sheet, head: PackageHead, t: Translate): void => {
  const { organisation, locale } = head
  const part = sheet.element('Sect', sheet.root)
  sheet.y += 14
  heading(sheet, part, 'H2', t('html.about'), styles.heading)
  paragraph(sheet, part, t('cover.subtitle', { organisation: organisation.name }))
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
    sheet.y += 3
    pair(sheet, part, label, value, styles.value)
  }
  sheet.rule()
  part.end()
}

/** The answer itself, also when it is "nothing" (Art. 15(1) GDPR: confirmation whether or not data is processed). */
const writeAnswer = (sheet: Sheet, head: PackageHead, t: Translate): void => {
  const part = sheet.element('Sect', sheet.root)
  const outcome = outcomeOf(head)
  sheet.room(120)
  const [from, page] = [sheet.y + 4, sheet.pdf.page]
  const write = (type: 'H2' | 'P', text: string, style: TextStyle, gap: number) => {
    const element = sheet.element(type, part)
    sheet.mark(element, type, () => sheet.text(text, style, margin.left + 16, column - 16))
    element.end()
    sheet.y += gap
  }
  write('H2', t(`answer.${outcome}.title`), styles.heading, 3)
  write(
    'P',
    t(`answer.${outcome}.text`, { organisation: head.organisation.name, address: head.address }),
    styles.body,
    4,
  )
  write('P', t('coverage.summary', countCoverage(head.coverage)), styles.body, 4)
  if (outcome === 'data' && head.coverage.some(isHeldBack)) {
    write('P', t('answer.partly'), styles.body, 4)
  }
  if (!head.complete) write('P', t('answer.incomplete'), styles.warning, 4)
  const ink = head.complete ? inks.accent : inks.warn
  if (sheet.pdf.page === page) sheet.box(margin.left, from, 3, sheet.y - from - 2, ink)
  part.end()
}
