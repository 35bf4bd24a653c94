import type { PackageHead } from './content.ts'
import { bullets, heading, paragraph } from './pdf-blocks.ts'
import { column, type Sheet } from './pdf-sheet.ts'
import { styles } from './pdf-styles.ts'
import { table } from './pdf-table.ts'
import { disclosureWords, receivedTitles, standingWords } from './received-words.ts'
import type { Translate } from './writer.ts'

const columns = [
  { x: 0, across: 118 },
  { x: 128, across: 88 },
  { x: 226, across: 112 },
  { x: 348, across: column - 348 },
]

/** To whom what was given (Art. 15(1)(c) GDPR): by name where a record says so, by the list of the map where none does. */
export const writeReceived = (sheet: Sheet, head: PackageHead, t: Translate): void => {
  const { disclosures, more, standing } = head.received
  if (head.coverage.every(({ result }) => result !== 'found')) return
  sheet.newPage()
  sheet.bookmark(t('received.title'))
  const part = sheet.element('Sect', sheet.root)
  heading(sheet, part, 'H1', t('received.title'), styles.chapter)
  paragraph(sheet, part, t(disclosures.length > 0 ? 'received.text' : 'received.none'))
  if (disclosures.length > 0) {
    const rows = disclosures.map(one => ({ cells: disclosureWords(one, head, t), look: [] }))
    table(sheet, part, columns, receivedTitles(t), rows)
    sheet.y += 6
  }
  if (more > 0) paragraph(sheet, part, t('received.more', { count: more }))
  if (standing.length > 0) {
    sheet.y += 8
    heading(sheet, part, 'H2', t('received.standing-title'), styles.heading)
    paragraph(sheet, part, t('received.standing'))
    bullets(sheet, part, standingWords(head, t))
  }
  part.end()
}
