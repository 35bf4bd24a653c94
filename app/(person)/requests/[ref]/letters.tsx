import { getTranslations } from 'next-intl/server'
import { Quote } from '#components/quote.tsx'
import { Time } from '#components/time.tsx'
import { createTranslator } from '#lib/i18n/translator.ts'
import { type Paragraph, renderLetter } from '#lib/mail/letters/portal-letter.ts'
import type { Speech } from '../../../speech.ts'
import type { OwnRequest } from './own-request.ts'

/** What we wrote to this person about this request, newest first, in full. The mails said only that it waits here. */
export const Letters = async ({ request: { letters }, speech }: { request: OwnRequest; speech: Speech }) => {
  const t = await getTranslations('person.request.letters')
  const tell = createTranslator(speech.locale, 'letters')
  const rendered = letters.map(({ id, writtenAt, letter }) => ({
    id,
    writtenAt,
    ...renderLetter(letter, tell, { date: speech.date, instant: speech.instant }),
  }))
  return (
    <section className="flow">
      <h2>{t('title')}</h2>
      {rendered.length === 0 && <p>{t('none')}</p>}
      {rendered.reverse().map(({ id, writtenAt, title, paragraphs }) => (
        <article key={id} className="sheet flow p-5 sm:p-6">
          <header>
            <h3>{title}</h3>
            <p className="text-sm text-ink-soft">
              <Time iso={writtenAt.toString()} text={speech.instant(writtenAt)} />
            </p>
          </header>
          {paragraphs.map(paragraph => (
            <LetterParagraph key={`${paragraph.kind} ${paragraph.text}`} paragraph={paragraph} />
          ))}
        </article>
      ))}
    </section>
  )
}

const LetterParagraph = ({ paragraph }: { paragraph: Paragraph }) => {
  if (paragraph.kind === 'quotes') return <Quote text={paragraph.text} />
  if (paragraph.kind === 'says') return <p>{paragraph.text}</p>
  return (
    <p>
      {paragraph.text}{' '}
      <a href={paragraph.href} rel="noreferrer">
        {paragraph.name}
      </a>
    </p>
  )
}
