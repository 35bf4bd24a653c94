import type { CollectionFacts } from '#lib/sources/contract.ts'
import type { Ground, PackagedRecord, PackageHead } from './content.ts'
import { unreachedWords } from './coverage-words.ts'
import { countRedactions, fieldOrder, inLanguage, listRedactions } from './leaf.ts'
import { Outlet } from './outlet.ts'
import { rightsOf } from './rights.ts'
import { countCoverage } from './words.ts'
import type { PackageWriter, Translate } from './writer.ts'

/** The name and version of the format; docs/package.schema.json describes it. */
export const packageSchema = 'dossier-package/1'

/**
 * Writes dossier.json, the form all others are views of: exact values, stable key order, one record a line, memory that does not
 * grow with the number of records. `portable` marks what Art. 20 GDPR covers.
 */
export const jsonWriter = (t: Translate): PackageWriter => {
  const outlet = new Outlet()
  let locale = 'en'
  let facts: CollectionFacts | null = null
  let records = 0
  let groups = 0
  const redactions = new Map<Ground, number>()

  const closeGroup = () => {
    if (facts) outlet.put(`${records > 0 ? '\n  ' : ''}],"recordCount":${records}}`)
  }

  return {
    output: outlet,
    begin(head) {
      locale = head.locale
      const opening = JSON.stringify({ schema: packageSchema, ...headOf(head, t) }, null, 1)
      outlet.put(`${opening.slice(0, -2)},\n "groups": [`)
      return outlet.room()
    },
    group(next) {
      closeGroup()
      const opening = JSON.stringify(factsOf(next, locale))
      outlet.put(`${groups > 0 ? ',' : ''}\n  ${opening.slice(0, -1)},"records":[`)
      facts = next
      groups += 1
      records = 0
      return outlet.room()
    },
    record(record) {
      if (!facts) throw new Error('a record came before its group')
      countRedactions(record, redactions)
      outlet.put(`${records > 0 ? ',' : ''}\n   ${recordLine(facts, record)}`)
      records += 1
      return outlet.room()
    },
    end() {
      closeGroup()
      outlet.put(`${groups > 0 ? '\n ' : ''}],\n "redactions": ${JSON.stringify(listRedactions(redactions))}\n}\n`)
      outlet.end()
      return Promise.resolve()
    },
  }
}

const headOf = (head: PackageHead, t: Translate) => ({
  ref: head.ref,
  certificate: certificateOf(head, t),
  locale: head.locale,
  person: { address: head.address },
  receivedAt: head.receivedAt,
  dueDate: head.dueDate,
  regimes: head.regimes,
  preparedAt: head.preparedAt,
  organisation: {
    name: head.organisation.name,
    address: head.organisation.address,
    contact: head.organisation.contact,
    zone: head.organisation.zone,
    authority: { name: head.organisation.authority.name, url: head.organisation.authority.url },
  },
  received: {
    disclosures: head.received.disclosures.map(({ pointer, recipient, at, what, purpose }) => ({
      pointer,
      recipient,
      at,
      what,
      purpose,
    })),
    more: head.received.more,
    standing: head.received.standing.map(({ dataset, collection, label, recipients }) => ({
      dataset,
      collection,
      label: inLanguage(label, head.locale),
      recipients,
    })),
  },
  complete: head.complete,
  coverage: head.coverage.map(({ label, ...row }) => ({
    dataset: row.dataset,
    collection: row.collection,
    label: inLanguage(label ?? `${row.dataset}.${row.collection}`, head.locale),
    result: row.result,
    count: row.count,
    withheldRecords: row.withheldRecords,
    withheldValues: row.withheldValues,
    withheldParts: row.withheldParts,
    reason: row.reason,
    gap: row.gap === true,
    remarks: (row.remarks ?? []).map(({ code, count }) => ({ code, count })),
  })),
  unclassified: head.unclassified,
  snapshots: head.snapshots.map(({ source, at, lsn, fingerprint }) => ({ source, at, lsn, fingerprint })),
  requestSteps: head.steps.map(({ at, sentence }) => ({ at, sentence })),
})

/** How complete the copy is, in one sentence and in numbers; the rows are in `coverage`, `unclassified` and `snapshots`. */
const certificateOf = (head: PackageHead, t: Translate) => {
  const { total, searched, found, records, empty, withheld, missed } = countCoverage(head.coverage)
  return {
    statement: t('coverage.summary', countCoverage(head.coverage)),
    complete: head.complete,
    collections: total,
    searched,
    found,
    records,
    empty,
    withheld,
    missed,
    unreached: unreachedWords(head, t),
    sources: head.sources.map(({ source, label, tables, columns, records, excluded }) => ({
      source,
      label: inLanguage(label ?? source, head.locale),
      tables,
      columns,
      records,
      excluded: excluded.map(({ what, reason }) => ({ what, reason })),
    })),
  }
}

const factsOf = (facts: CollectionFacts, locale: string) => ({
  dataset: facts.dataset,
  collection: facts.collection,
  label: inLanguage(facts.label, locale),
  purpose: inLanguage(facts.purpose, locale),
  legalBasis: inLanguage(facts.legalBasis, locale),
  source: inLanguage(facts.source, locale),
  recipients: facts.recipients,
  retention: facts.retention ? { period: facts.retention.period, anchor: facts.retention.anchor } : null,
  rights: rightsOf(facts),
  portable: facts.portable,
  fields: facts.fields.map(field => ({
    name: field.name,
    label: inLanguage(field.label, locale),
    categories: field.categories,
    thirdParty: field.thirdParty,
    ...(field.explain !== undefined && { explain: inLanguage(field.explain, locale) }),
  })),
})

// Written field by field: an object literal would reorder integer-like names and drop `__proto__`.
const recordLine = (facts: CollectionFacts, record: PackagedRecord): string => {
  const values = fieldOrder(facts, record).map(name => `${JSON.stringify(name)}:${JSON.stringify(record.values[name])}`)
  const marks = `"_key":${JSON.stringify(record.key)},"_path":${JSON.stringify(record.path)},"_thirdParty":"${record.thirdParty}"`
  return `{${marks},"values":{${values.join(',')}}}`
}
