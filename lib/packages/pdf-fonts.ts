import { createRequire } from 'node:module'
import type { EmbeddedFont, FontkitFont, FontkitGlyph, FontkitRun, PdfDocument } from './pdf-internals.ts'

const files = {
  text: 'noto-sans/400Regular/NotoSans_400Regular.ttf',
  strong: 'noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
  arabic: 'noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
  hebrew: 'noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf',
  chinese: 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  emoji: 'noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
} as const

const mark = /[\p{M}\u200c\u200d]/u

export type FaceName = keyof typeof files

/** Where a character is looked for when the face of the text has no glyph for it. */
const fallbacks: readonly FaceName[] = ['text', 'arabic', 'hebrew', 'chinese', 'emoji']

/** A character of a page font: its code in the content stream (four hex digits) and its advance in thousandths of the size. */
export type Cell = { hex: string; advance: number }

/** Glyphs placed one after the other; `dx`, `dy` move one glyph, `advance` is what the pen moves, all in thousandths of the size. */
export type Placed = { hex: string; natural: number; advance: number; dx: number; dy: number }

/** One embedded font of one document. */
export class Face {
  readonly name: FaceName
  readonly embedded: EmbeddedFont
  private scale: number
  private cells = new Map<number, Cell>()
  private codes = new Map<string, Cell>()

  constructor(name: FaceName, embedded: EmbeddedFont) {
    this.name = name
    this.embedded = embedded
    this.scale = 1000 / embedded.font.unitsPerEm
    meanWhatTheyStandFor(embedded.font)
  }

  has(codePoint: number): boolean {
    return this.embedded.font.hasGlyphForCodePoint(codePoint)
  }

  /** The cell of one character that needs no shaping, or null when the font has none. */
  cell(codePoint: number): Cell | null {
    const known = this.cells.get(codePoint)
    if (known) return known
    if (!this.has(codePoint)) return null
    const cell = this.code(this.embedded.font.glyphForCodePoint(codePoint), [codePoint])
    this.cells.set(codePoint, cell)
    return cell
  }

  /** Glyphs of a run of one script and one direction, in the order in which they are drawn from left to right. */
  shape(text: string, rightToLeft: boolean): { glyphs: Placed[]; exact: boolean } {
    const run = this.embedded.font.layout(text, undefined, undefined, undefined, rightToLeft ? 'rtl' : 'ltr')
    const meanings = rightToLeft ? marksWithLetters(joinersOf(text, run)) : run.glyphs.map(glyph => glyph.codePoints)
    const glyphs = run.glyphs.map((glyph, index): Placed => {
      const at = run.positions[index]!
      const { hex, advance } = this.code(glyph, meanings[index]!)
      return {
        hex,
        natural: advance,
        advance: at.xAdvance * this.scale,
        dx: at.xOffset * this.scale,
        dy: at.yOffset * this.scale,
      }
    })
    const read = String.fromCodePoint(...run.glyphs.flatMap(glyph => glyph.codePoints))
    return { glyphs, exact: read === text }
  }

  /**
   * The code of a glyph that stands for exactly these characters. pdfkit gives a glyph one code and so one meaning: a space drawn
   * first as a no-break space would be copied out as that ever after. Here every pair of glyph and meaning has a code of its own.
   */
  private code(glyph: FontkitGlyph, codePoints: number[]): Cell {
    const key = `${glyph.id}:${codePoints.join()}`
    const known = this.codes.get(key)
    if (known) return known
    const { subset, widths, unicode } = this.embedded
    const code = subset.glyphs.length
    if (subset.mapping[glyph.id] === undefined) subset.includeGlyph(glyph.id)
    else subset.glyphs.push(glyph.id)
    const advance = glyph.advanceWidth * this.scale
    widths[code] = advance
    // The dots of a decomposed letter mean nothing by themselves: the letter says it all.
    unicode[code] = codePoints
    const cell = { hex: code.toString(16).padStart(4, '0'), advance }
    this.codes.set(key, cell)
    return cell
  }
}

/** fontkit draws a join control as a space without width; here it means itself again. Texts of the pieces hold no other space. */
const joinersOf = (text: string, { glyphs, positions }: FontkitRun): number[][] => {
  const joiners = [...text.matchAll(/[\u200c\u200d]/g)].map(([joiner]) => joiner.charCodeAt(0)).reverse()
  return glyphs.map(({ codePoints }, index) => {
    const hidden = codePoints[0] === 0x20 && positions[index]!.xAdvance === 0
    const joiner = hidden ? joiners.shift() : undefined
    return joiner === undefined ? codePoints : [joiner]
  })
}

/**
 * A raised mark would be read as a line of its own: in right-to-left text the letter speaks for its
 * marks, in the order in which they are seen, because readers turn the whole line round.
 */
const marksWithLetters = (glyphs: number[][]): number[][] => {
  const meanings = [...glyphs]
  let marks: number[] = []
  for (const [index, meaning] of glyphs.entries()) {
    if (
      meaning.length > 0 &&
      index < glyphs.length - 1 &&
      meaning.every(codePoint => mark.test(String.fromCodePoint(codePoint)))
    ) {
      marks = [...meaning, ...marks]
      meanings[index] = []
    } else if (meaning.length > 0) {
      meanings[index] = [...meaning, ...marks].reverse()
      marks = []
    }
  }
  return meanings
}

/**
 * fontkit keeps one object per glyph and so the characters of its first use: in Arabic one skeleton serves several letters (their
 * dots are glyphs of their own), and every later one would be copied out as the first. Here each use says its own characters.
 */
const meanWhatTheyStandFor = (font: FontkitFont): void => {
  const kept = font.getGlyph.bind(font)
  font.getGlyph = (id, codePoints = []) => {
    const glyph = kept(id, codePoints)
    if (glyph.codePoints.join() === codePoints.join()) return glyph
    return Object.create(glyph, { codePoints: { value: codePoints, writable: true } })
  }
}

/** The fonts of one document, opened when the first character asks for them. */
export class Fonts {
  private faces = new Map<FaceName, Face>()
  private chosen = new Map<number, Face | null>()
  private pdf: PdfDocument

  constructor(pdf: PdfDocument) {
    this.pdf = pdf
  }

  face(name: FaceName): Face {
    const known = this.faces.get(name)
    if (known) return known
    this.pdf.font(createRequire(import.meta.url).resolve(`@expo-google-fonts/${files[name]}`))
    const face = new Face(name, this.pdf._font)
    this.faces.set(name, face)
    return face
  }

  /** The face that draws a character of a text, starting from the face of that text; null when none can. */
  faceFor(codePoint: number, first: FaceName): Face | null {
    if (this.face(first).has(codePoint)) return this.face(first)
    const known = this.chosen.get(codePoint)
    if (known !== undefined) return known
    const found = fallbacks.map(name => this.face(name)).find(face => face.has(codePoint)) ?? null
    this.chosen.set(codePoint, found)
    return found
  }
}
