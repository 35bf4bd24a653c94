import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createTranslator } from '#lib/i18n/translator.ts'
import type { CollectionFacts } from '#lib/sources/contract.ts'
import { buildPackage, type FormName } from './build-package.ts'
import type { Group, PackagedRecord, PackageHead } from './content.ts'
import { countRedactions } from './leaf.ts'
import type { Translate } from './writer.ts'

/** The sentences of the package in one language. */
export const sentences = (locale: 'en' | 'de'): Translate => createTranslator(locale, 'package')

export const organisation: PackageHead['organisation'] = {
  name: 'Harbour People Software Ltd',
  address: '12 Example Quay, Dublin 2, Ireland',
  contact: 'privacy@harbour.example.org',
  zone: 'Europe/Dublin',
  authority: { name: 'Data Protection Commission', url: 'https://dpc.example.org' },
}

export const contactFacts: CollectionFacts = {
  dataset: 'site',
  collection: 'contact',
  label: { en: 'Contact details', de: 'Kontaktdaten' },
  purpose: { en: 'To answer you and to know who you are', de: 'Um Ihnen zu antworten und zu wissen, wer Sie sind' },
  legalBasis: {
    en: 'Steps before a contract at your request, Art. 6(1)(b) GDPR',
    de: 'Vorvertragliche Maßnahmen, Art. 6 Abs. 1 lit. b DSGVO',
  },
  source: { en: 'You gave it to us in a form', de: 'Sie haben sie in einem Formular angegeben' },
  recipients: ['Brightmail Ltd (sends our mailings)', 'Northern Hosting GmbH (runs our servers)'],
  retention: { period: 'P3Y', anchor: 'created_at' },
  portable: true,
  fields: [
    { name: 'name', label: { en: 'Name', de: 'Name' }, categories: ['user.name'], thirdParty: 'never' },
    {
      name: 'email',
      label: { en: 'E-mail address', de: 'E-Mail-Adresse' },
      categories: ['user.contact.email'],
      thirdParty: 'never',
    },
    { name: 'company', label: { en: 'Company', de: 'Firma' }, categories: ['user.workplace'], thirdParty: 'maybe' },
    {
      name: 'note',
      label: { en: 'What you wrote', de: 'Was Sie geschrieben haben' },
      categories: ['user.content'],
      thirdParty: 'maybe',
    },
    {
      name: 'created_at',
      label: { en: 'Stored since', de: 'Gespeichert seit' },
      categories: ['system'],
      thirdParty: 'never',
    },
  ],
}

export const record = (
  key: string,
  values: PackagedRecord['values'],
  more: Partial<PackagedRecord> = {},
): PackagedRecord => ({
  key: [key],
  path: ['email', 'site.contact.email'],
  thirdParty: 'no',
  values,
  ...more,
})

export type Fixture = { head: PackageHead; groups: { facts: CollectionFacts; records: PackagedRecord[] }[] }

/** A package in memory: its head agrees with its groups. */
export const fixture = (groups: Fixture['groups'], more: Partial<PackageHead> = {}): Fixture => ({
  groups,
  head: {
    ref: 'D-2026-0042',
    locale: 'en',
    address: 'aoife.nolan@example.com',
    receivedAt: '2026-10-05T08:15:00Z',
    dueDate: '2026-11-05',
    regimes: ['eu_gdpr'],
    preparedAt: '2026-10-12T14:30:00Z',
    organisation,
    snapshots: [{ source: 'site', at: '2026-10-06T03:00:00Z', lsn: '0/16B3748', fingerprint: 'f00d' }],
    coverage: [
      ...groups.map(({ facts, records }) => ({
        dataset: facts.dataset,
        collection: facts.collection,
        label: facts.label,
        result: 'found' as const,
        count: records.length,
        withheldRecords: 0,
        withheldValues: records.reduce((sum, one) => sum + countRedactions(one).values, 0),
        withheldParts: records.reduce((sum, one) => sum + countRedactions(one).parts, 0),
        reason: null,
      })),
      ...(more.coverage ?? []),
    ],
    sources: [{ source: 'site', tables: groups.length, columns: 5, records: 0, excluded: [] }],
    received: { disclosures: [], more: 0, standing: [] },
    unclassified: [],
    complete: true,
    steps: [
      { at: '2026-10-05T08:15:00Z', sentence: 'You asked for a copy of your data.' },
      { at: '2026-10-05T08:21:00Z', sentence: 'You proved that the address is yours.' },
      { at: '2026-10-06T03:00:00Z', sentence: 'We searched our systems.' },
    ],
    ...Object.fromEntries(Object.entries(more).filter(([name]) => name !== 'coverage')),
  },
})

export async function* streamed(groups: Fixture['groups']): AsyncGenerator<Group> {
  for (const { facts, records } of groups) {
    yield {
      facts,
      records: (async function* () {
        yield* records
      })(),
    }
  }
}

const everyForm: FormName[] = ['dossier.json', 'dossier.pdf', 'dossier.html', 'tables']

/** Builds a fixture in memory: all forms, or those a test reads. */
export const built = async ({ head, groups }: Fixture, locale: 'en' | 'de' = 'en', forms: FormName[] = everyForm) => {
  const made = new Map<string, Buffer>()
  const keep = (name: string) => async (bytes: Readable) => {
    made.set(name, await buffer(bytes))
  }
  const result = await buildPackage({
    head: { ...head, locale },
    groups: streamed(groups),
    translate: sentences(locale),
    sinks: Object.fromEntries(forms.map(name => [name, keep(name)])),
  })
  const bytesOf = (name: FormName) => made.get(name) ?? Buffer.alloc(0)
  const tables = new Map(
    result.tables.map(({ name, start, bytes }) => [name, bytesOf('tables').subarray(start, start + bytes)]),
  )
  return {
    json: bytesOf('dossier.json').toString('utf8'),
    html: bytesOf('dossier.html').toString('utf8'),
    pdf: bytesOf('dossier.pdf'),
    tables,
    result,
  }
}
