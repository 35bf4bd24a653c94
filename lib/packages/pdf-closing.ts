import type { Ground, PackageHead } from './content.ts'
import { listRedactions } from './leaf.ts'
import { bullets, heading, pair, paragraph } from './pdf-blocks.ts'
import type { Sheet } from './pdf-sheet.ts'
import { styles } from './pdf-styles.ts'
import { instantWords } from './words.ts'
import type { Translate } from './writer.ts'

/** The last chapter: what happened to the request, how to read this copy, and how to check it without us. */
export const writeClosing = (sheet: Sheet, head: PackageHead, redactions: Map<Ground, number>, t: Translate): void => {
  sheet.newPage()
  sheet.bookmark(t('closing.title'))
  const part = sheet.element('Sect', sheet.root)
  heading(sheet, part, 'H1', t('closing.title'), styles.chapter)
  if (head.steps.length > 0) {
    heading(sheet, part, 'H2', t('closing.steps-title'), styles.heading)
    for (const { at, sentence } of head.steps) {
      pair(sheet, part, instantWords(at, head.organisation.zone, head.locale), sentence, styles.value)
    }
    sheet.y += 10
  }
  heading(sheet, part, 'H2', t('closing.withheld-title'), styles.heading)
  const grounds = listRedactions(redactions)
  const count = grounds.reduce((sum, ground) => sum + ground.count, 0)
  paragraph(sheet, part, t('closing.withheld', { count }))
  if (count > 0) {
    const words = grounds.map(({ ground, count }) => t('closing.ground', { ground: t(`ground.${ground}`), count }))
    bullets(sheet, part, words)
  }
  heading(sheet, part, 'H2', t('closing.reading-title'), styles.heading)
  const points = ['exact', 'words', 'escape', 'accents', 'nested'] as const
  bullets(
    sheet,
    part,
    points.map(point => t(`closing.reading-${point}`, { sign: '‹', end: '›' })),
  )
  heading(sheet, part, 'H2', t('closing.checking-title'), styles.heading)
  paragraph(sheet, part, t('closing.checking'))
  part.end()
}
