import type { CollectionFacts } from '#lib/sources/contract.ts'
import type { PackagedRecord } from './content.ts'
import { fieldOrder, inLanguage, type Leaf, leavesOf, step } from './leaf.ts'
import { heading, pair, paragraph } from './pdf-blocks.ts'
import type { StructureElement } from './pdf-internals.ts'
import type { Sheet, TextStyle } from './pdf-sheet.ts'
import { styles } from './pdf-styles.ts'
import { rightsOf } from './rights.ts'
import { periodWords, valueWords } from './words.ts'
import type { Translate } from './writer.ts'

/** pdfkit keeps the children of an element until it ends: records stand in divisions that end, so that memory stays bounded. */
const shelfSize = 200

/** The chapter of one data group: its facts (Art. 15(1)(a) to (e) and (g) GDPR), then its records one after the other. */
export class GroupChapter {
  private sheet: Sheet
  private t: Translate
  private facts: CollectionFacts
  private locale: string
  private pointer: string
  private part: StructureElement
  private labels: Map<string, string>
  private shelf: StructureElement | null = null
  private records = 0
  private path = ''

  constructor(sheet: Sheet, facts: CollectionFacts, index: number, locale: string, t: Translate) {
    this.sheet = sheet
    this.t = t
    this.facts = facts
    this.locale = locale
    this.pointer = `/groups/${index}`
    this.labels = new Map(facts.fields.map(field => [field.name, inLanguage(field.label, locale)]))
    sheet.newPage()
    const label = inLanguage(facts.label, locale)
    sheet.bookmark(label)
    this.part = sheet.element('Sect', sheet.root)
    heading(sheet, this.part, 'H1', label, styles.chapter)
    this.writeFacts()
    this.writeGlossary()
    sheet.y += 14
    heading(sheet, this.part, 'H2', t('group.records'), styles.heading)
  }

  /** One record: its number and key, how it was found, then every leaf with its label. */
  record(record: PackagedRecord): void {
    const { sheet, t } = this
    const pointer = `${this.pointer}/records/${this.records}`
    if (this.records % shelfSize === 0) this.newShelf()
    this.records += 1
    const part = sheet.element('Sect', this.shelf ?? this.part)
    sheet.room(58)
    sheet.y += 5
    sheet.rule()
    sheet.y += 3
    const key = record.key.join(' · ')
    heading(sheet, part, 'H3', t('group.record', { number: this.records, key }), styles.small, 30)
    const path = record.path.join(' → ')
    if (path !== this.path) paragraph(sheet, part, t('group.path', { path }), styles.note)
    this.path = path
    if (record.thirdParty === 'shown') paragraph(sheet, part, t('group.third-party'), styles.note)
    for (const name of fieldOrder(this.facts, record)) {
      const field = `${pointer}/values/${step(name)}`
      for (const leaf of leavesOf(record.values[name]!, field, [this.labels.get(name) ?? name])) {
        pair(sheet, part, leaf.names.join(' › '), valueWords(leaf.value, t), look(leaf), leaf.pointer)
      }
    }
    sheet.y += 6
    part.end()
  }

  end(): void {
    if (this.records === 0) paragraph(this.sheet, this.part, this.t('group.no-records'))
    this.shelf?.end()
    this.part.end()
  }

  private newShelf(): void {
    this.shelf?.end()
    this.shelf = this.sheet.element('Div', this.part)
  }

  private writeFacts(): void {
    const { facts, locale, t, sheet } = this
    const rows: [string, string][] = [
      ['purpose', inLanguage(facts.purpose, locale)],
      ['legalBasis', inLanguage(facts.legalBasis, locale)],
      ['source', inLanguage(facts.source, locale)],
      ['recipients', facts.recipients.join('\n') || t('group.no-recipients')],
      ['retention', this.retention()],
      [
        'rights',
        rightsOf(facts)
          .map(right => t(`group.right.${right}`))
          .join(', '),
      ],
    ]
    for (const [name, value] of rows) pair(sheet, this.part, t(`group.${name.toLowerCase()}`), value, styles.value)
  }

  /** What a referrer, a cookie id, a user agent is, where the map explains it. */
  private writeGlossary(): void {
    const { facts, locale, sheet, part, t } = this
    const explained = facts.fields.filter(field => field.explain !== undefined)
    if (explained.length === 0) return
    sheet.y += 10
    heading(sheet, part, 'H2', t('group.explain'), styles.heading)
    for (const { label, explain } of explained)
      pair(sheet, part, inLanguage(label, locale), inLanguage(explain ?? '', locale), styles.value)
  }

  private retention(): string {
    const { retention } = this.facts
    if (!retention) return this.t('group.no-retention')
    const anchor = this.labels.get(retention.anchor) ?? retention.anchor
    return this.t('group.kept', { period: periodWords(retention.period, this.t), anchor })
  }
}

const look = (leaf: Leaf): TextStyle => {
  if (leaf.redacted) return styles.withheld
  return typeof leaf.value === 'string' && leaf.value !== '' ? styles.value : styles.words
}
