import { inks } from './pdf-ink.ts'
import type { TextStyle } from './pdf-sheet.ts'

/** The type scale of the document, in points. */
export const styles = {
  title: { size: 32, lead: 40, ink: inks.text, strong: true },
  lede: { size: 13, lead: 20, ink: inks.text },
  chapter: { size: 20, lead: 27, ink: inks.accent, strong: true },
  heading: { size: 12.5, lead: 18, ink: inks.text, strong: true },
  small: { size: 10, lead: 14.5, ink: inks.text, strong: true },
  body: { size: 10, lead: 15, ink: inks.text },
  label: { size: 9, lead: 13.5, ink: inks.quiet },
  value: { size: 9.5, lead: 13.5, ink: inks.text },
  words: { size: 9.5, lead: 13.5, ink: inks.quiet },
  note: { size: 8.5, lead: 12.5, ink: inks.quiet },
  warning: { size: 10, lead: 15, ink: inks.warn, strong: true },
  withheld: { size: 9.5, lead: 13.5, ink: inks.warn },
} as const satisfies Record<string, TextStyle>
