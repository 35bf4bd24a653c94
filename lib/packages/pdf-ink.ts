import type { Placed } from './pdf-fonts.ts'
import type { Line, Part } from './pdf-lines.ts'

/** Red, green and blue, each 0 to 1. */
export type Ink = readonly [number, number, number]

/** Ink on white: the greys keep a contrast of at least 4.5 to 1 (WCAG 1.4.3), the rule is decoration. */
export const inks = {
  text: [0.09, 0.11, 0.14],
  quiet: [0.35, 0.39, 0.44],
  accent: [0.05, 0.29, 0.42],
  warn: [0.6, 0.2, 0.04],
  rule: [0.8, 0.83, 0.86],
  tint: [0.94, 0.96, 0.97],
} as const satisfies Record<string, Ink>

const number = (value: number): string => `${Math.round(value * 100) / 100}`

/** Operators that draw a line of text with its baseline at `y` from the top; pdfkit's pages are turned over, so the text is turned back. */
export const drawLine = (line: Line, x: number, y: number, size: number, ink: Ink): string => {
  const ops = [`BT ${ink.join(' ')} rg 1 0 0 -1 ${number(x)} ${number(y)} Tm`]
  let face = ''
  for (const part of line.parts) {
    if (part.face.embedded.id !== face) {
      face = part.face.embedded.id
      ops.push(`/${face} ${size} Tf`)
    }
    ops.push(part.placed ? placedGlyphs(part.placed, size) : `<${part.hex}> Tj`)
  }
  ops.push('ET')
  return line.actual === null ? ops.join(' ') : spanned(line.actual, ops.join(' '))
}

/** A span whose text is said to be `actual`, whatever its glyphs are. */
export const spanned = (actual: string, operators: string): string =>
  `/Span <</ActualText <feff${Buffer.from(actual, 'utf16le').swap16().toString('hex')}>>> BDC ${operators} EMC`

/** A line break of the value itself, as a space that reads as that break. */
export const drawEnding = (ending: string, line: Line, space: Part, x: number, y: number, size: number): string => {
  const at = x + (line.width * size) / 1000
  const ops = `BT 1 0 0 -1 ${number(at)} ${number(y)} Tm /${space.face.embedded.id} ${size} Tf <${space.hex}> Tj ET`
  return spanned(ending, ops)
}

const placedGlyphs = (glyphs: Placed[], size: number): string => {
  const ops: string[] = []
  let shown: string[] = []
  let rise = 0
  const flush = () => {
    if (shown.length > 0) ops.push(`[${shown.join(' ')}] TJ`)
    shown = []
  }
  for (const glyph of glyphs) {
    if (glyph.dy !== rise) {
      flush()
      ops.push(`${number((glyph.dy * size) / 1000)} Ts`)
      rise = glyph.dy
    }
    if (glyph.dx !== 0) shown.push(number(-glyph.dx))
    shown.push(`<${glyph.hex}>`)
    const back = glyph.natural + glyph.dx - glyph.advance
    if (back !== 0) shown.push(number(back))
  }
  flush()
  if (rise !== 0) ops.push('0 Ts')
  return ops.join(' ')
}

export const drawRule = (x: number, y: number, width: number, ink: Ink): string =>
  `${ink.join(' ')} RG 0.6 w ${number(x)} ${number(y)} m ${number(x + width)} ${number(y)} l S`

export const drawBox = (x: number, y: number, width: number, height: number, ink: Ink): string =>
  `${ink.join(' ')} rg ${number(x)} ${number(y)} ${number(width)} ${number(height)} re f`
