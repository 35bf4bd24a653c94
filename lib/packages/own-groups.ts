import { Temporal } from 'temporal-polyfill'
import { type Formats, sentenceOf } from '#lib/history/sentence-of.ts'
import { formatDate, formatTime } from '#lib/i18n/formats.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import type { LetterParagraph } from '#lib/letters/say-letter.ts'
import { readLetter } from '#lib/mail/letters/portal-letter.ts'
import { readPortalLetter, readSaid } from '#lib/requests/letter-data.ts'
import type { CollectionFacts } from '#lib/sources/contract.ts'
import { openValue } from '#lib/vault/house-keys.ts'
import type { Material } from './assemble-package.ts'
import type { Coverage, PackagedRecord } from './content.ts'
import { ownDataset } from './own-dataset.ts'

export type OwnGroup = { facts: CollectionFacts; records: PackagedRecord[]; coverage: Coverage }

/**
 * What the portal itself holds on the person: their other requests, the letters they got, and on which days staff looked at their
 * requests (own requests are own data; CJEU C-579/21 for the looks). No names of staff: nobody needs them to use their rights.
 */
export const ownGroups = (material: Material, locale: Locale): OwnGroup[] => {
  const { zone } = material.organisation
  const { others, letters, looks } = material.own
  const refs = new Map([material.request, ...others.map(({ request }) => request)].map(({ id, ref }) => [id, ref]))
  const translate = createTranslator(locale, 'mail')
  const [t, formats] = [createTranslator(locale, 'history'), formatsFor(locale, zone)]
  const asked = others.map(({ request, history }) =>
    recordOf(request.ref, {
      reference: request.ref,
      right: request.right,
      asked_at: request.receivedAt.toString(),
      what_happened: history.map(({ at, event }) => ({ at: at.toString(), what: sentenceOf(event, t, formats) })),
    }),
  )
  const written = letters.map(({ id, requestId, body, writtenAt }) => {
    const opened = openValue(`letter.body:${id}`, body)
    // In the very words that were sealed with it, whatever the house's texts say today.
    const { subject, paragraphs } = readLetter(readPortalLetter(opened), readSaid(opened), { locale, zone, translate })
    const text = paragraphs.map(plainParagraph)
    return recordOf(id, {
      request: refs.get(requestId) ?? '',
      written_at: writtenAt.toString(),
      subject,
      text: text.join('\n\n'),
    })
  })
  const looked = looks.map(({ day, times }) => recordOf(day, { day, times }))
  return [
    groupOf('request', ['reference', 'right', 'asked_at', 'what_happened'], asked, locale),
    groupOf('letter', ['request', 'written_at', 'subject', 'text'], written, locale),
    groupOf('look', ['day', 'times'], looked, locale),
  ]
}

const plainParagraph = (one: LetterParagraph): string => {
  if ('quoted' in one) return one.quoted
  if ('items' in one) return one.items.join('\n')
  if ('steps' in one) return one.steps.map(step => `${step.text} (${step.cite})`).join('\n')
  return 'address' in one ? `${one.text} ${one.address}` : one.text
}

const formatsFor = (locale: Locale, zone: string): Formats => ({
  date: iso => formatDate(locale, Temporal.PlainDate.from(iso)),
  instant: iso => formatTime(locale, Temporal.Instant.from(iso), zone),
})

const recordOf = (key: string, values: PackagedRecord['values']): PackagedRecord => ({
  key: [key],
  path: ['email', `${ownDataset}.request`],
  thirdParty: 'no',
  values,
})

const groupOf = (collection: string, fields: string[], records: PackagedRecord[], locale: Locale): OwnGroup => {
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
      result: records.length > 0 ? 'found' : 'empty',
      count: records.length,
      withheldRecords: 0,
      withheldValues: 0,
      withheldParts: 0,
      reason: null,
    },
  }
}
