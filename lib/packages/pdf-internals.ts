import type { Readable } from 'node:stream'

/** The parts of pdfkit 0.20 and fontkit 2 that are used below their public surface; the versions are pinned, the tests notice a change. */
export type PdfRef = { data: Record<string, unknown>; end(): void }

export type FontkitGlyph = { id: number; codePoints: number[]; advanceWidth: number }

export type FontkitRun = {
  glyphs: FontkitGlyph[]
  positions: { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number }[]
}

export type FontkitFont = {
  unitsPerEm: number
  hasGlyphForCodePoint(codePoint: number): boolean
  getGlyph(id: number, codePoints?: number[]): FontkitGlyph
  glyphForCodePoint(codePoint: number): FontkitGlyph
  layout(
    text: string,
    features: undefined,
    script: undefined,
    language: undefined,
    direction: 'ltr' | 'rtl',
  ): FontkitRun
}

export type EmbeddedFont = {
  id: string
  font: FontkitFont
  subset: { glyphs: number[]; mapping: { [glyph: number]: number | undefined }; includeGlyph(glyph: number): number }
  widths: number[]
  unicode: number[][]
  ref(): PdfRef
}

export type StructureContent = { readonly refs: unknown[] }

export type StructureElement = {
  add(child: StructureElement | StructureContent): StructureElement
  end(): void
}

/** `title`: the place of a value in dossier.json; `actual`: its text in reading order (ISO 32000-1 14.9.4). */
export type StructureOptions = { title?: string; actual?: string; scope?: string }

export type PdfPage = {
  width: number
  height: number
  fonts: { [id: string]: PdfRef }
  dictionary: PdfRef
  structParentTreeKey: number
}

export type PdfDocument = Readable & {
  page: PdfPage
  outline: { addItem(title: string, options: { top: number; left: number }): void }
  _font: EmbeddedFont
  font(path: string): void
  ref(data: unknown): PdfRef
  addPage(): void
  addContent(operators: string): void
  struct(type: string, options?: StructureOptions): StructureElement
  addStructure(element: StructureElement): void
  markContent(tag: string, options?: { type?: string }): void
  markStructureContent(tag: string): StructureContent
  endMarkedContent(): void
  getStructParentTree(): { get(key: number): unknown; add(key: number, value: unknown): void }
  end(): void
}
