import type { StructureElement } from './pdf-internals.ts'
import type { Line } from './pdf-lines.ts'
import { rightToLeft } from './pdf-runs.ts'
import { column, margin, type Sheet, type TextStyle } from './pdf-sheet.ts'
import { styles } from './pdf-styles.ts'

const labelWidth = 150
const gutter = 14
const labelLinesLimit = 4

/** A heading; it takes `keep` points of what follows with it, so that none stands alone at the foot of a page. */
export const heading = (
  sheet: Sheet,
  parent: StructureElement,
  level: 'H1' | 'H2' | 'H3',
  text: string,
  style: TextStyle,
  keep = 60,
): void => {
  sheet.room(style.lead + keep)
  const element = sheet.element(level, parent)
  sheet.mark(element, level, () => sheet.text(text, style))
  element.end()
  sheet.y += style.size * 0.3
}

export const paragraph = (
  sheet: Sheet,
  parent: StructureElement,
  text: string,
  style: TextStyle = styles.body,
  title?: string,
): void => {
  const element = sheet.element('P', parent, title === undefined ? {} : { title })
  sheet.mark(element, 'P', () => sheet.text(text, style))
  element.end()
  sheet.y += style.size * 0.5
}

/** Points of a list, each with its mark. */
export const bullets = (sheet: Sheet, parent: StructureElement, items: string[]): void => {
  const list = sheet.element('L', parent)
  for (const text of items) {
    const item = sheet.element('LI', list)
    sheet.room(styles.body.lead)
    const [label, body] = [sheet.element('Lbl', item), sheet.element('LBody', item)]
    const from = sheet.y
    sheet.mark(label, 'Lbl', () => sheet.text('•', styles.body, margin.left + 4))
    sheet.y = from
    sheet.mark(body, 'LBody', () => sheet.text(text, styles.body, margin.left + 18, column - 18))
    for (const element of [label, body, item]) element.end()
    sheet.y += 3.5
  }
  list.end()
  sheet.y += 5
}

/** Labels repeat with every record: their lines are broken once. */
const labels = new WeakMap<Sheet, Map<string, Line[]>>()

const labelLines = (sheet: Sheet, label: string): Line[] => {
  const known = labels.get(sheet) ?? new Map<string, Line[]>()
  labels.set(sheet, known)
  const lines = known.get(label) ?? [...sheet.breaker.lines(label, 'text', (labelWidth * 1000) / styles.label.size)]
  if (known.size < 2_000) known.set(label, lines)
  return lines
}

/**
 * A label and its value side by side, as one paragraph of two marked parts: the first is the label, the rest the value. `title`
 * is the place of the value in dossier.json; the parity test reads it back.
 */
export const pair = (
  sheet: Sheet,
  parent: StructureElement,
  label: string,
  value: string,
  style: TextStyle,
  title?: string,
): void => {
  const lines = labelLines(sheet, label)
  const stacked = lines.length > labelLinesLimit
  const element = sheet.element('P', parent, title === undefined ? {} : { title })
  sheet.room(styles.label.lead * (stacked ? 1 : Math.max(1, lines.length)))
  const [from, page] = [sheet.y, sheet.pdf.page]
  sheet.mark(element, 'P', () => {
    if (stacked) sheet.text(label, styles.label)
    else
      for (const [index, line] of lines.entries())
        sheet.line(line, margin.left, from + styles.label.lead * (index + 1), styles.label)
  })
  // What runs from right to left is drawn as it is seen; its element says it in reading order.
  const spoken = rightToLeft.test(value)
    ? sheet.element('Span', element, { actual: sheet.breaker.shown(value, 'text') })
    : null
  sheet.mark(spoken ?? element, spoken ? 'Span' : 'P', () =>
    sheet.text(value, style, margin.left + labelWidth + gutter, column - labelWidth - gutter),
  )
  spoken?.end()
  element.end()
  if (!stacked && sheet.pdf.page === page) sheet.y = Math.max(sheet.y, from + styles.label.lead * lines.length)
  sheet.y += 2.5
}
