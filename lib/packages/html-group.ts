import type { CollectionFacts } from '#lib/sources/contract.ts'
import type { PackagedRecord } from './content.ts'
import { foreign, terms, words } from './html-text.ts'
import { fieldOrder, inLanguage, type Leaf, leavesOf, step } from './leaf.ts'
import { rightsOf } from './rights.ts'
import { periodWords, valueWords } from './words.ts'
import type { Translate } from './writer.ts'

/** One group of the page: its facts, then its records, each of which says why we have it. */
export class HtmlGroup {
  private facts: CollectionFacts
  private index: number
  private t: Translate
  private locale: string
  private labels: Map<string, string>
  private why: [string, string][]
  private records = 0

  constructor(facts: CollectionFacts, index: number, locale: string, t: Translate) {
    this.facts = facts
    this.index = index
    this.locale = locale
    this.t = t
    this.labels = new Map(facts.fields.map(field => [field.name, inLanguage(field.label, locale)]))
    this.why = this.whyOf()
  }

  open(anchor: string): string {
    const label = inLanguage(this.facts.label, this.locale)
    const rights = rightsOf(this.facts).map(right => this.t(`group.right.${right}`))
    const rows: [string, string][] = [...this.why, [this.t('group.rights'), words(rights.join(', '))]]
    return `<section id="${anchor}" aria-labelledby="${anchor}-title">\n<h2 id="${anchor}-title">${foreign(label)}</h2>\n${terms(rows)}${this.glossary()}`
  }

  private glossary(): string {
    const explained = this.facts.fields.flatMap(({ label, explain }): [string, string][] =>
      explain === undefined ? [] : [[inLanguage(label, this.locale), foreign(inLanguage(explain, this.locale))]],
    )
    return explained.length > 0 ? `<h3>${words(this.t('group.explain'))}</h3>\n${terms(explained)}` : ''
  }

  record(record: PackagedRecord): string {
    const { t } = this
    const number = this.records
    this.records += 1
    const place = `${this.index}-${number}`
    const title = t('group.record', { number: number + 1, key: record.key.join(' · ') })
    const third = record.thirdParty === 'shown' ? `<p class="soft">${words(t('group.third-party'))}</p>\n` : ''
    const rows = fieldOrder(this.facts, record).flatMap(name => {
      const pointer = `/groups/${this.index}/records/${number}/values/${step(name)}`
      const leaves = [...leavesOf(record.values[name]!, pointer, [this.labels.get(name) ?? name])]
      return leaves.map(leaf => this.value(leaf, place))
    })
    const path = foreign(record.path.join(' → '))
    return (
      `<details class="record" open><summary><h3>${foreign(title)}</h3></summary>\n${third}<dl>\n${rows.join('')}</dl>\n` +
      `<details class="why" id="w${place}"><summary>${words(t('html.why-title'))}</summary>\n` +
      `${terms([[t('html.way'), path], ...this.why])}</details>\n</details>\n`
    )
  }

  close(): string {
    return `${this.records === 0 ? `<p>${words(this.t('group.no-records'))}</p>\n` : ''}</section>\n`
  }

  private value(leaf: Leaf, place: string): string {
    const label = leaf.names.join(' › ')
    const why = `<a href="#w${place}" aria-label="${words(this.t('html.why-of', { label }))}">${words(this.t('html.why'))}</a>`
    const shown = foreign(valueWords(leaf.value, this.t))
    return `<div><dt>${foreign(label)} ${why}</dt><dd data-p="${words(leaf.pointer)}"${look(leaf)}>${shown}</dd></div>\n`
  }

  /** What Art. 15(1) GDPR wants said of every value of the group. */
  private whyOf(): [string, string][] {
    const { facts, locale, t } = this
    const retention = facts.retention
      ? t('group.kept', {
          period: periodWords(facts.retention.period, t),
          anchor: this.labels.get(facts.retention.anchor) ?? facts.retention.anchor,
        })
      : t('group.no-retention')
    return [
      [t('group.purpose'), foreign(inLanguage(facts.purpose, locale))],
      [t('group.legalbasis'), foreign(inLanguage(facts.legalBasis, locale))],
      [t('group.source'), foreign(inLanguage(facts.source, locale))],
      [t('group.recipients'), foreign(facts.recipients.join('\n') || t('group.no-recipients'))],
      [t('group.retention'), words(retention)],
    ]
  }
}

const look = (leaf: Leaf): string => {
  if (leaf.redacted) return ' class="h"'
  return typeof leaf.value === 'string' && leaf.value !== '' ? '' : ' class="w"'
}
