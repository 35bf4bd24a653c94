import type { PackageHead } from './content.ts'
import { bullets, heading, paragraph } from './pdf-blocks.ts'
import type { Sheet } from './pdf-sheet.ts'
import { styles } from './pdf-styles.ts'
import { rightsWords } from './rights-words.ts'
import type { Translate } from './writer.ts'

/** The page on what the person may do next. */
export const writeRights = (sheet: Sheet, head: PackageHead, t: Translate): void => {
  const { text, lists, title, complaint } = rightsWords(head, t)
  sheet.newPage()
  sheet.bookmark(t('rights.title'))
  const part = sheet.element('Sect', sheet.root)
  heading(sheet, part, 'H1', t('rights.title'), styles.chapter)
  paragraph(sheet, part, text)
  for (const { title, items } of lists) {
    if (title) heading(sheet, part, 'H2', title, styles.heading)
    bullets(sheet, part, items)
  }
  sheet.y += 6
  heading(sheet, part, 'H2', title, styles.heading)
  for (const one of complaint) paragraph(sheet, part, one)
  part.end()
}
