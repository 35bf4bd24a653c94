import type { Locale } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import type { CollectionFacts } from '#lib/sources/contract.ts'
import type { Material } from './assemble-package.ts'
import type { Coverage, PackagedRecord } from './content.ts'
import { ownDataset } from './own-dataset.ts'
import { letterRecords, recordOf, requestRecords } from './own-records.ts'

export type OwnGroup = { facts: CollectionFacts; records: () => AsyncIterable<PackagedRecord>; coverage: Coverage }

/**
 * What the portal itself holds on the person: their other requests, the letters they got, and on which days staff looked at their
 * requests (own requests are own data; CJEU C-579/21 for the looks). No names of staff: nobody needs them to use their rights.
 */
export const ownGroups = (material: Material, locale: Locale): OwnGroup[] => {
  const { whose, requests, letters, looks } = material.own
  const saying = { locale, zone: material.organisation.zone }
  async function* looked() {
    for (const { day, times } of looks) yield recordOf(day, { day, times })
  }
  return [
    groupOf('request', ['reference', 'right', 'asked_at', 'what_happened'], {
      ...{ locale, count: requests },
      records: () => requestRecords(whose, saying),
    }),
    groupOf('letter', ['request', 'written_at', 'subject', 'text'], {
      ...{ locale, count: letters },
      records: () => letterRecords(whose, saying),
    }),
    groupOf('look', ['day', 'times'], { locale, count: looks.length, records: looked }),
  ]
}

const groupOf = (
  collection: string,
  fields: string[],
  { locale, count, records }: Pick<OwnGroup, 'records'> & { locale: Locale; count: number },
): OwnGroup => {
  const t = createTranslator(locale, 'package')
  const say = (key: string) => t(`own.${collection}.${key}`)
  return {
    facts: {
      dataset: ownDataset,
      collection,
      label: say('label'),
      purpose: say('purpose'),
      legalBasis: t('own.basis'),
      source: say('source'),
      recipients: [],
      retention: null,
      portable: false,
      fields: fields.map(name => ({
        name,
        label: say(`field.${name.replaceAll('_', '-')}`),
        categories: ['user'],
        thirdParty: 'never',
      })),
    },
    records,
    coverage: {
      dataset: ownDataset,
      collection,
      label: say('label'),
      result: count > 0 ? 'found' : 'empty',
      count,
      withheldRecords: 0,
      withheldValues: 0,
      withheldParts: 0,
      reason: null,
    },
  }
}
