import type { Face, FaceName, Fonts, Placed } from './pdf-fonts.ts'
import { type Atom, type Runs, Shaper, type Unit } from './pdf-runs.ts'

/** A stretch of a line in one face: codes without shaping, or placed glyphs. */
export type Part = { face: Face; hex: string; placed: Placed[] | null; width: number }

/**
 * A line ready to be drawn from left to right. Widths are thousandths of the size. `actual` is the text in reading order where the
 * glyphs of a left-to-right line would not give it back (ActualText, ISO 32000-1 14.9.4). `ending` is the line break of the value that ends it.
 */
export type Line = { parts: Part[]; width: number; actual: string | null; rightToLeft: boolean; ending: string }

/** Characters that need no shaping, no escape and no second direction: they are measured and written one by one. */
const simple =
  /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2015\u2018-\u2022\u2026\u20ac]*$/

/** Breaks texts into lines; one for each document, because it keeps what was shaped. */
export class LineBreaker {
  private shaper: Shaper
  private fonts: Fonts

  constructor(fonts: Fonts) {
    this.fonts = fonts
    this.shaper = new Shaper(fonts)
  }

  /** Lines no wider than `limit` (thousandths of the size). Nothing is dropped: a line keeps the space it ends with. */
  *lines(text: string, first: FaceName, limit: number): Generator<Line> {
    let from = 0
    for (const match of text.matchAll(/\r\n|\n|\r/g)) {
      yield* this.paragraph(text.slice(from, match.index), first, limit, match[0])
      from = match.index + match[0].length
    }
    yield* this.paragraph(text.slice(from), first, limit, '')
  }

  /** The whole text as it is drawn, escapes and line breaks included, in reading order. */
  shown(text: string, first: FaceName): string {
    const parts = text.split(/(\r\n|\n|\r)/)
    return parts.map((part, index) => (index % 2 === 1 ? part : this.shaper.visible(part, first))).join('')
  }

  private *paragraph(text: string, first: FaceName, limit: number, ending: string): Generator<Line> {
    const plain = simple.test(text) && !text.includes('‹U+')
    let last: Line | null = null
    for (const line of plain
      ? this.plainLines(text, this.fonts.face(first), limit)
      : this.shapedLines(text, first, limit)) {
      if (last) yield last
      last = line
    }
    yield { ...(last ?? { parts: [], width: 0, actual: null, rightToLeft: false }), ending }
  }

  private *plainLines(text: string, face: Face, limit: number): Generator<Line> {
    let hex = ''
    let width = 0
    let breakAt = 0
    let widthAtBreak = 0
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index)
      const cell = face.cell(code)
      if (!cell) throw new Error(`the text font has no glyph for U+${code.toString(16)}`)
      if (width + cell.advance > limit && code !== 32 && hex !== '') {
        const cut = breakAt > 0 ? breakAt : hex.length
        const cutWidth = breakAt > 0 ? widthAtBreak : width
        yield line([{ face, hex: hex.slice(0, cut), placed: null, width: cutWidth }], cutWidth)
        hex = hex.slice(cut)
        width -= cutWidth
        breakAt = 0
      }
      hex += cell.hex
      width += cell.advance
      if (code === 32 || code === 45 || (code === 47 && /[^/]\/(?!\/)/.test(text.slice(index - 1, index + 2)))) {
        breakAt = hex.length
        widthAtBreak = width
      }
    }
    if (hex !== '') yield line([{ face, hex, placed: null, width }], width)
  }

  private *shapedLines(text: string, first: FaceName, limit: number): Generator<Line> {
    const runs = this.shaper.runs(text, first)
    let atoms: Atom[] = []
    let width = 0
    for (const unit of this.narrow(runs, limit)) {
      if (atoms.length > 0 && width + inkWidth(unit) > limit) {
        yield lineOf(atoms, width, runs.baseLevel)
        atoms = []
        width = 0
      }
      atoms.push(...unit.atoms)
      width += unit.width
    }
    if (atoms.length > 0) yield lineOf(atoms, width, runs.baseLevel)
  }

  /** Units wider than a line fall apart, first into their atoms, then into what a reader takes for one character. */
  private *narrow(runs: Runs, limit: number): Generator<Unit> {
    for (const unit of runs.units) {
      if (inkWidth(unit) <= limit) yield unit
      else for (const atom of unit.atoms) yield* this.narrowAtom(atom, limit)
    }
  }

  private *narrowAtom(atom: Atom, limit: number): Generator<Unit> {
    if (atom.width <= limit) {
      yield { atoms: [atom], width: atom.width }
      return
    }
    for (const { segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(atom.text)) {
      const small = this.shaper.atom(segment, atom.face, atom.level)
      yield { atoms: [small], width: small.width }
    }
  }
}

const line = (parts: Part[], width: number): Line => ({ parts, width, actual: null, rightToLeft: false, ending: '' })

const inkWidth = (unit: Unit): number => unit.width - (unit.atoms.at(-1)?.space ? unit.atoms.at(-1)!.width : 0)

const lineOf = (atoms: Atom[], width: number, baseLevel: number): Line => {
  const levels = atoms.map(atom => atom.level)
  // UAX 9, L1: spaces at the end of a line have the direction of the paragraph.
  for (let index = atoms.length - 1; index >= 0 && atoms[index]!.space; index -= 1) levels[index] = baseLevel
  // Readers turn right-to-left text round by themselves; an ActualText would be turned round too. Such a value says its text in
  // reading order in its structure element instead.
  const exact = levels.some(level => level > 0) || atoms.every(atom => atom.exact)
  return {
    parts: visualOrder(levels).map(index => partOf(atoms[index]!)),
    width,
    actual: exact ? null : atoms.map(atom => atom.text).join(''),
    rightToLeft: baseLevel === 1,
    ending: '',
  }
}

/** UAX 9, L2: from the highest level down to the lowest odd one, every stretch at that level or above is turned round. */
const visualOrder = (levels: number[]): number[] => {
  const order = levels.map((_, index) => index)
  for (let level = Math.max(...levels); level > 0; level -= 1) {
    for (let start = 0; start < order.length; start += 1) {
      let end = start
      while (end < order.length && levels[order[end]!]! >= level) end += 1
      if (end > start + 1) order.splice(start, end - start, ...order.slice(start, end).reverse())
      start = Math.max(start, end)
    }
  }
  return order
}

const partOf = (atom: Atom): Part => {
  const plain = atom.glyphs.every(glyph => glyph.dx === 0 && glyph.dy === 0 && glyph.advance === glyph.natural)
  const hex = atom.glyphs.map(glyph => glyph.hex).join('')
  return { face: atom.face, hex, placed: plain ? null : atom.glyphs, width: atom.width }
}
