import type { PackageHead } from './content.ts'
import { bullets, heading, paragraph } from './pdf-blocks.ts'
import type { Sheet } from './pdf-sheet.ts'
import { styles } from './pdf-styles.ts'
import type { Translate } from './writer.ts'

const rights = ['rectification', 'erasure', 'restriction', 'objection', 'portability', 'consent'] as const
const californian = ['correct', 'delete', 'opt-out', 'limit', 'no-retaliation'] as const

/** What the person may do next, whom they may complain to and that they may go to court (Art. 15(1)(e), (f), 77, 79 GDPR). */
export const writeRights = (sheet: Sheet, head: PackageHead, t: Translate): void => {
  const { organisation } = head
  const california = head.regimes.some(regime => regime.startsWith('ccpa'))
  const european = !california || head.regimes.length > 1
  sheet.newPage()
  sheet.bookmark(t('rights.title'))
  const part = sheet.element('Sect', sheet.root)
  heading(sheet, part, 'H1', t('rights.title'), styles.chapter)
  paragraph(sheet, part, t('rights.text', { contact: organisation.contact }))
  if (european)
    bullets(
      sheet,
      part,
      rights.map(right => t(`rights.${right}`)),
    )
  if (california) {
    heading(sheet, part, 'H2', t('rights.california.title'), styles.heading)
    bullets(
      sheet,
      part,
      californian.map(right => t(`rights.california.${right}`)),
    )
  }
  sheet.y += 6
  heading(sheet, part, 'H2', t('rights.complaint-title'), styles.heading)
  paragraph(sheet, part, t('rights.complaint-us', { organisation: organisation.name, contact: organisation.contact }))
  paragraph(
    sheet,
    part,
    t('rights.complaint', { authority: organisation.authority.name, url: organisation.authority.url }),
  )
  if (european) paragraph(sheet, part, t('rights.court'))
  part.end()
}
