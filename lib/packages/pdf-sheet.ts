import PDFKit from 'pdfkit'
import { Temporal } from 'temporal-polyfill'
import { Fonts } from './pdf-fonts.ts'
import { drawBox, drawEnding, drawLine, drawRule, type Ink, inks } from './pdf-ink.ts'
import type { PdfDocument, PdfPage, StructureElement, StructureOptions } from './pdf-internals.ts'
import { type Line, LineBreaker, type Part } from './pdf-lines.ts'

/** What the document says of itself. `preparedAt` is an ISO 8601 instant; with the texts it fixes every byte, `/ID` included. */
export type SheetFacts = {
  title: string
  lang: string
  preparedAt: string
  headLeft: string
  headRight: string
  page: (number: number) => string
}

export type TextStyle = { size: number; lead: number; ink: Ink; strong?: boolean }

const [width, height] = [595.28, 841.89] // A4 in points
export const margin = { left: 62, right: 62, top: 78, bottom: 70 }
export const column = width - margin.left - margin.right
const bottom = height - margin.bottom

/**
 * Tagged pages that are written from top to bottom and leave as they fill. pdfkit keeps the file format, the structure tree and
 * the fonts; text goes straight into the content stream, because its own text layer neither knows bidi nor keeps memory bounded.
 */
export class Sheet {
  readonly pdf: PdfDocument
  readonly breaker: LineBreaker
  readonly root: StructureElement
  y = margin.top
  private facts: SheetFacts
  private fonts: Fonts
  private pages = 0
  private ops: string[] = []
  private open: { element: StructureElement; tag: string } | null = null

  constructor(facts: SheetFacts) {
    this.facts = facts
    this.pdf = openDocument(facts)
    this.fonts = new Fonts(this.pdf)
    this.breaker = new LineBreaker(this.fonts)
    this.root = this.pdf.struct('Document')
    this.pdf.addStructure(this.root)
  }

  /** A new structure element inside another one. Whoever asks for it must end it. */
  element(type: string, parent: StructureElement, options: StructureOptions = {}): StructureElement {
    const element = this.pdf.struct(type, options)
    parent.add(element)
    return element
  }

  /** An entry of the outline that leads to this place. */
  bookmark(title: string): void {
    // pdfkit counts `left` from the right edge.
    this.pdf.outline.addItem(title, { top: Math.max(0, this.y - 24), left: width })
  }

  /** Begins a page, unless this one has still nothing on it. */
  newPage(): void {
    const open = this.open
    if (open) this.endMark()
    const before = this.finishPage()
    this.pdf.addPage()
    // What is written is let go: references need the number of the page only.
    if (before) before.dictionary.data = {}
    this.pages += 1
    this.y = margin.top
    if (this.pages > 1) this.furniture()
    if (open) open.element.add(this.pdf.markStructureContent(open.tag))
  }

  /** Makes sure that `needed` points are left on the page. */
  room(needed: number): void {
    if (this.y + needed > bottom) this.newPage()
  }

  /** Everything drawn by `draw` belongs to `element`, over page breaks too. */
  mark(element: StructureElement, tag: string, draw: () => void): void {
    element.add(this.pdf.markStructureContent(tag))
    this.open = { element, tag }
    draw()
    this.open = null
    this.endMark()
  }

  /** Writes a text line by line from the current place downwards; the place is below it afterwards. */
  text(text: string, style: TextStyle, x = margin.left, across = column): void {
    const lines = this.breaker.lines(text, style.strong ? 'strong' : 'text', (across * 1000) / style.size)
    let several = false
    for (let next = lines.next(); !next.done; ) {
      const line = next.value
      next = lines.next()
      several ||= !next.done
      this.room(style.lead)
      this.y += style.lead
      // A lone line starts where its column starts; a paragraph from right to left stands at the right, its last space outside.
      const shift = line.rightToLeft && several ? across - (line.width * style.size) / 1000 : 0
      this.line(line, x + shift, this.y, style)
    }
  }

  line(line: Line, x: number, y: number, style: TextStyle): void {
    const baseline = y - style.lead * 0.28
    this.ops.push(drawLine(this.known(line), x, baseline, style.size, style.ink))
    if (line.ending !== '') this.ops.push(drawEnding(line.ending, line, this.space(), x, baseline, style.size))
  }

  /** Decoration, which is not read aloud. Only between marked texts. */
  rule(ink: Ink = inks.rule, x = margin.left, across = column): void {
    this.decorate(drawRule(x, this.y, across, ink))
  }

  box(x: number, y: number, across: number, high: number, ink: Ink): void {
    this.decorate(drawBox(x, y, across, high, ink))
  }

  /** Ends the document; its stream ends with the last byte. */
  end(): void {
    this.finishPage()
    this.root.end()
    this.pdf.end()
  }

  private endMark(): void {
    if (this.ops.length > 0) this.pdf.addContent(this.ops.join('\n'))
    this.ops = []
    this.pdf.endMarkedContent()
  }

  private decorate(operators: string): void {
    this.pdf.markContent('Artifact', { type: 'Layout' })
    this.pdf.addContent(operators)
    this.pdf.endMarkedContent()
  }

  private furniture(): void {
    const style: TextStyle = { size: 8, lead: 11, ink: inks.quiet }
    this.pdf.markContent('Artifact', { type: 'Pagination' })
    this.aside(this.facts.headLeft, 46, style, 'left')
    this.aside(this.facts.headRight, 46, style, 'right')
    this.pdf.addContent(drawRule(margin.left, 52, column, inks.rule))
    this.aside(this.facts.page(this.pages), height - 36, style, 'right')
    this.endMark()
  }

  private aside(text: string, y: number, style: TextStyle, side: 'left' | 'right'): void {
    const limit = (column * 620) / style.size
    const [first, second] = this.breaker.lines(text, 'text', limit)
    const line = second
      ? this.breaker.lines(`${Array.from(text).slice(0, 60).join('').trimEnd()}…`, 'text', Infinity).next().value
      : first
    if (!line) return
    const x = side === 'left' ? margin.left : width - margin.right - (line.width * style.size) / 1000
    this.line(line, x, y, style)
  }

  /** The fonts of a line must be named in the resources of the page that shows it. */
  private known(line: Line): Line {
    for (const { face } of line.parts) this.pdf.page.fonts[face.embedded.id] ??= face.embedded.ref()
    return line
  }

  private space(): Part {
    const face = this.fonts.face('text')
    this.pdf.page.fonts[face.embedded.id] ??= face.embedded.ref()
    const cell = face.cell(0x20)!
    return { face, hex: cell.hex, placed: null, width: cell.advance }
  }

  /** The page's row of the parent tree becomes an object of its own, so that a long document does not keep every element alive. */
  private finishPage(): PdfPage | null {
    if (this.pages === 0) return null
    const tree = this.pdf.getStructParentTree()
    const key = this.pdf.page.structParentTreeKey
    const row = this.pdf.ref(tree.get(key))
    row.end()
    row.data = {}
    tree.add(key, row)
    return this.pdf.page
  }
}

const openDocument = (facts: SheetFacts): PdfDocument => {
  const created = new Date(Temporal.Instant.from(facts.preparedAt).epochMilliseconds)
  const options = {
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang: facts.lang,
    displayTitle: true,
    autoFirstPage: false,
    font: '',
    info: { Title: facts.title, Creator: 'Dossier', Producer: 'Dossier', CreationDate: created },
  }
  // The published types do not know PDF/UA and the parts below the surface.
  return new PDFKit(options as unknown as PDFKit.PDFDocumentOptions) as unknown as PdfDocument
}
