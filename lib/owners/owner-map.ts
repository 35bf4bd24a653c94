import { stringify } from 'yaml'
import type { Text } from '#lib/sources/contract.ts'

/** What the law wants said of data wherever it lies, asked of the admin in words (Art. 15(1)(a), (c), (g) GDPR). */
export type ManualFacts = {
  label: string
  purpose: string
  legalBasis: string
  origin: string
  recipients: string[]
  sensitivity: 'plain' | 'sensitive' | 'special'
}

/** The one collection of a manual source: what its owner gave. */
export const answerCollection = 'answer'

const field = (name: string, category: string, label: Text) => ({
  name,
  data_categories: [category],
  fides_meta: { data_type: name === 'bytes' ? 'integer' : 'string', x_dossier: { label } },
})

/**
 * The data map of a source that a person answers for. With it everything behind a search treats it like any other: coverage, review,
 * withholding, every form of the copy.
 */
export const ownerMap = (key: string, facts: ManualFacts): string =>
  stringify({
    dataset: [
      {
        fides_key: key,
        name: facts.label,
        fides_meta: { x_dossier: { label: facts.label } },
        collections: [
          {
            name: answerCollection,
            fides_meta: {
              x_dossier: {
                label: facts.label,
                purpose: facts.purpose,
                legal_basis: facts.legalBasis,
                source: facts.origin,
                recipients: facts.recipients,
                sensitivity: facts.sensitivity,
              },
            },
            fields: [
              field('file', 'user.content', { en: 'File in the archive', de: 'Datei im Archiv' }),
              field('original_name', 'user.content', { en: 'Name of the file', de: 'Name der Datei' }),
              field('bytes', 'system.operations', { en: 'Size in bytes', de: 'Größe in Byte' }),
              field('sha256', 'system.operations', { en: 'SHA-256 of the file', de: 'SHA-256 der Datei' }),
              field('note', 'user.content', { en: 'Note', de: 'Notiz' }),
            ],
          },
        ],
      },
    ],
  })
