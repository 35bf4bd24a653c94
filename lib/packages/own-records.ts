import { Temporal } from 'temporal-polyfill'
import { worker } from '#lib/access/actor.ts'
import { begin, type Tx } from '#lib/db/begin.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { type Formats, sentenceOf } from '#lib/history/sentence-of.ts'
import { formatDate, formatTime } from '#lib/i18n/formats.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import type { LetterParagraph } from '#lib/letters/say-letter.ts'
import { readLetter } from '#lib/mail/letters/portal-letter.ts'
import { readPortalLetter, readSaid } from '#lib/requests/letter-data.ts'
import { openValue } from '#lib/vault/house-keys.ts'
import type { PackagedRecord } from './content.ts'
import { ownDataset } from './own-dataset.ts'
import { readLettersOf, readRequestsOf, type Whose } from './own-store.ts'

type Saying = { locale: Locale; zone: string }

/** Every row of a list that is read in pages, each page in a transaction of its own. */
async function* inPages<Row extends { id: string }>(read: (tx: Tx, after: string | null) => Promise<Row[]>) {
  for (let after: string | null = null; ; ) {
    const from: string | null = after
    const rows: Row[] = await begin(worker, ({ tx }) => read(tx, from))
    yield* rows
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}

/** The person's other requests, each with what happened up to the instant the package was asked for. */
export async function* requestRecords(whose: Whose, { locale, zone }: Saying): AsyncGenerator<PackagedRecord> {
  const [t, formats] = [createTranslator(locale, 'history'), formatsFor(locale, zone)]
  for await (const { id, ref, right, receivedAt } of inPages((tx, after) => readRequestsOf(tx, whose, after))) {
    const history = await begin(worker, ({ tx }) => readStream(tx, `request:${id}`))
    yield recordOf(ref, {
      reference: ref,
      right,
      asked_at: receivedAt.toString(),
      what_happened: history
        .filter(({ at }) => Temporal.Instant.compare(at, whose.until) <= 0)
        .map(({ at, event }) => ({ at: at.toString(), what: sentenceOf(event, t, formats) })),
    })
  }
}

/** The letters they got, in the very words that were sealed with each, whatever the house's texts say today. */
export async function* letterRecords(whose: Whose, { locale, zone }: Saying): AsyncGenerator<PackagedRecord> {
  const translate = createTranslator(locale, 'mail')
  for await (const { id, ref, body, writtenAt } of inPages((tx, after) => readLettersOf(tx, whose, after))) {
    const opened = openValue(`letter.body:${id}`, body)
    const { subject, paragraphs } = readLetter(readPortalLetter(opened), readSaid(opened), { locale, zone, translate })
    const text = paragraphs.map(plainParagraph).join('\n\n')
    yield recordOf(id, { request: ref, written_at: writtenAt.toString(), subject, text })
  }
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

export const recordOf = (key: string, values: PackagedRecord['values']): PackagedRecord => ({
  key: [key],
  path: ['email', `${ownDataset}.request`],
  thirdParty: 'no',
  values,
})
