import { getTranslations } from 'next-intl/server'
import { Quote } from '#components/quote.tsx'
import { Time } from '#components/time.tsx'
import { createTranslator } from '#lib/i18n/translator.ts'
import { type PortalParagraph, sayPortalLetter } from '#lib/mail/letters/portal-letter.ts'
import type { Speech } from '../../../speech.ts'
import type { OwnRequest } from './own-request.ts'

/** What we wrote to this person about this request, newest first, in full. The mails said only that it waits here. */
export const Letters = async ({ request: { letters, zone }, speech }: { request: OwnRequest; speech: Speech }) => {
  const t = await getTranslations('person.request.letters')
  const tell = createTranslator(speech.locale, 'mail')
  const rendered = letters.map(({ id, writtenAt, letter }) => ({
    id,
    writtenAt,
    ...sayPortalLetter(letter, { locale: speech.locale, zone, translate: tell }),
  }))
  return (
    <section className="flow">
      <h2>{t('title')}</h2>
      {rendered.length === 0 && <p>{t('none')}</p>}
      {rendered.reverse().map(({ id, writtenAt, subject, paragraphs }) => (
        <article key={id} className="sheet flow p-5 sm:p-6">
          <header>
            <h3>{subject}</h3>
            <p className="text-sm text-ink-soft">
              <Time iso={writtenAt.toString()} text={speech.instant(writtenAt)} />
            </p>
          </header>
          {paragraphs.map(paragraph => (
            <LetterParagraph key={JSON.stringify(paragraph)} paragraph={paragraph} />
          ))}
        </article>
      ))}
    </section>
  )
}

const LetterParagraph = ({ paragraph }: { paragraph: PortalParagraph }) => {
  if ('quoted' in paragraph) return <Quote text={paragraph.quoted} />
  if (!('address' in paragraph)) return <p>{paragraph.text}</p>
  return (
    <p>
      {paragraph.text}{' '}
      <a href={paragraph.address} rel="noreferrer" className="wrap-anywhere">
        {paragraph.address}
      </a>
    </p>
  )
}
