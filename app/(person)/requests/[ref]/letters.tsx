import { getTranslations } from 'next-intl/server'
import { Time } from '#components/time.tsx'
import { createTranslator } from '#lib/i18n/translator.ts'
import { readLetter } from '#lib/mail/letters/portal-letter.ts'
import { LetterText } from '../../../letter-text.tsx'
import type { Speech } from '../../../speech.ts'
import type { OwnRequest } from './own-request.ts'

/** What we wrote to this person about this request, newest first, in full. The mails said only that it waits here. */
export const Letters = async ({ request: { ref, letters, zone }, speech }: { request: OwnRequest; speech: Speech }) => {
  const t = await getTranslations('person.request.letters')
  const reader = { locale: speech.locale, zone, translate: createTranslator(speech.locale, 'mail') }
  const rendered = letters.map(({ id, writtenAt, letter, said }) => ({
    id,
    writtenAt,
    ...readLetter(letter, said, reader),
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
          <LetterText paragraphs={paragraphs} />
          <p data-print="no">
            <a href={`/requests/${ref}/letters/${id}`}>{t('print')}</a>
          </p>
        </article>
      ))}
    </section>
  )
}
