import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { isLocale } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { viewLettersToPost } from '#lib/requests/view-letters-to-post.ts'
import { LetterText } from '../../../../../letter-text.tsx'
import { desk } from '../../../desk.ts'
import { Decision, Head } from '../head.tsx'

/** What is written to somebody without a mailbox, in their language, to be printed and posted. That an officer looked is recorded. */
export default async function LettersPage({ params }: PageProps<'/admin/requests/[ref]/letters'>) {
  const { ref } = await params
  const { actor, time } = await desk()
  const t = await getTranslations('intake.post')
  const found = await viewLettersToPost(actor, { ref })
  if (!found.ok) notFound()
  const { address, code, letters } = found.value
  const locale = isLocale(found.value.locale) ? found.value.locale : 'en'
  const theirs = createTranslator(locale, 'intake')
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
      {letters.map(({ id, page, writtenAt }) => (
        <Letter key={id} lang={locale} to={address} subject={page.subject} on={time(writtenAt)}>
          <LetterText paragraphs={page.paragraphs} />
        </Letter>
      ))}
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
