import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Quote } from '#components/quote.tsx'
import { isLocale } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { type PortalParagraph, sayPortalLetter } from '#lib/mail/letters/portal-letter.ts'
import { viewLettersToPost } from '#lib/requests/view-letters-to-post.ts'
import { desk } from '../../../desk.ts'
import { Decision, Head } from '../head.tsx'

/** What is written to somebody without a mailbox, in their language, to be printed and posted. That an officer looked is recorded. */
export default async function LettersPage({ params }: PageProps<'/admin/requests/[ref]/letters'>) {
  const { ref } = await params
  const { actor, zone, time } = await desk()
  const t = await getTranslations('intake.post')
  const found = await viewLettersToPost(actor, { ref })
  if (!found.ok) notFound()
  const { address, code, letters } = found.value
  const locale = isLocale(found.value.locale) ? found.value.locale : 'en'
  const theirs = createTranslator(locale, 'intake')
  const translate = createTranslator(locale, 'mail')
  return (
    <Decision>
      <div data-print="no" className="flow">
        <Head reference={ref} page={t('title')}>
          <h1>{t('title')}</h1>
        </Head>
        <p>{t('lead')}</p>
      </div>
      {!code && letters.length === 0 && <p>{t('none')}</p>}
      {code && (
        <Letter lang={locale} to={address} subject={theirs('post.code.subject')}>
          <p>{theirs('post.code.text', { ref })}</p>
          <p>
            {theirs('post.code.label')}: <strong className="font-mono text-lg">{code}</strong>
          </p>
          <p>{theirs('post.code.not-me')}</p>
        </Letter>
      )}
      {letters.map(({ id, letter, writtenAt }) => {
        const { subject, paragraphs } = sayPortalLetter(letter, { locale, zone, translate })
        return (
          <Letter key={id} lang={locale} to={address} subject={subject} on={time(writtenAt)}>
            {paragraphs.map(paragraph => (
              <Paragraph key={JSON.stringify(paragraph)} paragraph={paragraph} />
            ))}
          </Letter>
        )
      })}
    </Decision>
  )
}

type LetterProps = { lang: string; to: string; subject: string; on?: string; children: React.ReactNode }

const Letter = ({ lang, to, subject, on, children }: LetterProps) => (
  <article lang={lang} className="sheet flow break-after-page p-6">
    <p className="whitespace-pre-line">
      <bdi>{to}</bdi>
    </p>
    {on && <p className="text-sm text-ink-soft">{on}</p>}
    <h2>{subject}</h2>
    {children}
  </article>
)

const Paragraph = ({ paragraph }: { paragraph: PortalParagraph }) => {
  if ('quoted' in paragraph) return <Quote text={paragraph.quoted} />
  return (
    <p>
      {paragraph.text} {'address' in paragraph && <span className="wrap-anywhere">{paragraph.address}</span>}
    </p>
  )
}
