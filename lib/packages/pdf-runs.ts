import bidiFactory from 'bidi-js'
import { visibleText } from './pdf-escape.ts'
import type { Face, FaceName, Fonts, Placed } from './pdf-fonts.ts'

const bidi = bidiFactory()

/** A piece of text of one face, one script and one direction, shaped: it is drawn as a whole and never broken. */
export type Atom = {
  text: string
  face: Face
  level: number
  width: number
  glyphs: Placed[]
  exact: boolean
  space: boolean
}

/** Atoms between two places where a line may end. */
export type Unit = { atoms: Atom[]; width: number }

/** A paragraph (no line break inside) cut into units, with the direction its first strong letter gives it (UAX 9, P2 and P3). */
export type Runs = { units: Iterable<Unit>; baseLevel: number }

/** Letters and numbers of the scripts that run from right to left. */
export const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const devanagari = /[\u0900-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff]/
const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
/** Must not begin a line in Chinese and Japanese. */
const closing = /[、。，．：；？！）］｝〉》」』】〕ー々%)\]},.:;?!]/
const joins = /\u200c|\u200d|\ufe0f|\p{M}|\p{Emoji_Modifier}/u

const shapedLimit = 20_000

/** Cuts texts into shaped pieces; keeps what it has shaped, up to a bound. */
export class Shaper {
  private shaped = new Map<string, Atom>()
  private fonts: Fonts

  constructor(fonts: Fonts) {
    this.fonts = fonts
  }

  /** The text with an escape for every character that no embedded font can draw. */
  visible(text: string, first: FaceName): string {
    return visibleText(text, codePoint => this.fonts.faceFor(codePoint, first) !== null)
  }

  /** Escapes, shapes and cuts one paragraph. */
  runs(text: string, first: FaceName): Runs {
    const shown = this.visible(text, first)
    const levels = rightToLeft.test(shown) ? bidi.getEmbeddingLevels(shown, 'auto') : null
    return { units: this.units(shown, levels?.levels ?? null, first), baseLevel: levels?.paragraphs[0]?.level ?? 0 }
  }

  /** One after the other: a long paragraph is never held as a whole. */
  private *units(shown: string, levels: Uint8Array | null, first: FaceName): Generator<Unit> {
    let unit: Unit = { atoms: [], width: 0 }
    for (const piece of this.pieces(shown, levels, first)) {
      const atom = this.atom(piece.text, piece.face, piece.level)
      unit.atoms.push(atom)
      unit.width += atom.width
      if (!piece.breakAfter) continue
      yield unit
      unit = { atoms: [], width: 0 }
    }
  }

  /** One piece, shaped; mirrored characters take their mirror image in right-to-left text (UAX 9, L4). */
  atom(text: string, face: Face, level: number): Atom {
    const key = `${face.name}${level}${text}`
    const known = this.shaped.get(key)
    if (known) return known
    const drawn =
      level & 1 ? [...text].map(character => bidi.getMirroredCharacter(character) ?? character).join('') : text
    const { glyphs, exact } = face.shape(drawn, (level & 1) === 1)
    const width = glyphs.reduce((sum, glyph) => sum + glyph.advance, 0)
    const made: Atom = { text, face, level, width, glyphs, exact, space: text.trim() === '' }
    if (this.shaped.size >= shapedLimit) this.shaped.clear()
    this.shaped.set(key, made)
    return made
  }

  private *pieces(shown: string, levels: Uint8Array | null, first: FaceName) {
    const piece = { text: '', face: this.fonts.face(first), level: 0, script: '' }
    let index = 0
    for (const character of shown) {
      const level = levels?.[index] ?? 0
      index += character.length
      const joined = piece.text !== '' && joins.test(character)
      const face = this.faceOf(character, joined ? piece.face : null, first)
      const script = scriptOf(character, joined ? piece.script : null)
      const opens = piece.text !== '' && !joined && mayBreak(piece.text, character)
      const same = face === piece.face && level === piece.level && script === piece.script
      if (piece.text !== '' && (opens || !same || isTooLong(piece.text, joined))) {
        yield { text: piece.text, face: piece.face, level: piece.level, breakAfter: opens }
        piece.text = ''
      }
      piece.text += character
      piece.face = face
      piece.level = level
      piece.script = script
    }
    if (piece.text !== '') yield { text: piece.text, face: piece.face, level: piece.level, breakAfter: true }
  }

  private faceOf(character: string, joined: Face | null, first: FaceName): Face {
    const codePoint = character.codePointAt(0)!
    if (joined?.has(codePoint)) return joined
    return this.fonts.faceFor(codePoint, first) ?? this.fonts.face(first)
  }
}

const scriptOf = (character: string, joined: string | null): string => {
  if (character === ' ') return 'space'
  return joined ?? (devanagari.test(character) ? 'devanagari' : 'other')
}

/** No word is that long; a hostile one is shaped in parts, because shaping takes more than its share of time and stack. */
const isTooLong = (text: string, joined: boolean): boolean => text.length >= (joined ? 512 : 64)

const mayBreak = (before: string, next: string): boolean => {
  if (next === ' ') return false
  if (/[ \-›]$/.test(before) || (/[^/]\/$/.test(before) && next !== '/')) return true
  return !closing.test(next) && (ideograph.test(next) || ideograph.test(before.at(-1) ?? ''))
}
