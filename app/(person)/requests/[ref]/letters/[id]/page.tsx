import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { PrintButton } from '#components/print-button.tsx'
import { Time } from '#components/time.tsx'
import { createTranslator } from '#lib/i18n/translator.ts'
import { readLetter } from '#lib/mail/letters/portal-letter.ts'
import { viewOrganisation } from '#lib/organisation/view-organisation.ts'
import { viewOwnRequest } from '#lib/requests/view-own-request.ts'
import { LetterText } from '../../../../../letter-text.tsx'
import { signedInPerson } from '../../../../../signed-in-person.ts'
import { speechIn } from '../../../../../speech.ts'

type Props = { params: Promise<{ ref: string; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await getTranslations('letters.page'))('about', { ref: (await params).ref }) }
}

/** One letter on a page of its own, as it is printed: who writes, about what, when, and its exact words. */
export default async function LetterPage({ params }: Props) {
  const { ref, id } = await params
  const actor = await signedInPerson(`/requests/${encodeURIComponent(ref)}`)
  const found = await viewOwnRequest(actor, ref)
  const letter = found.ok && found.value.letters.find(one => one.id === id)
  if (!found.ok || !letter) notFound()
  const organisation = await viewOrganisation(actor, undefined)
  const t = await getTranslations('letters.page')
  const speech = await speechIn(found.value.zone)
  const { locale, zone } = { locale: speech.locale, zone: found.value.zone }
  const page = readLetter(letter.letter, letter.said, { locale, zone, translate: createTranslator(locale, 'mail') })
  return (
    <>
      <div data-print="no">
        <BackLink href={`/requests/${ref}`} text={t('back')} />
      </div>
      <article className="sheet flow p-5 sm:p-8">
        <header className="grid gap-1">
          {organisation.ok && (
            <p className="whitespace-pre-line">
              <bdi>{organisation.value.name}</bdi>
              {'\n'}
              <bdi>{organisation.value.address}</bdi>
              {'\n'}
              <bdi>{organisation.value.contact}</bdi>
            </p>
          )}
          <p className="text-ink-soft">
            <Time iso={letter.writtenAt.toString()} text={speech.day(letter.writtenAt)} /> · {t('about', { ref })}
          </p>
        </header>
        <h1>{page.subject}</h1>
        <LetterText paragraphs={page.paragraphs} />
      </article>
      <div data-print="no" className="flow">
        <p>{t('hint')}</p>
        <PrintButton>{t('print')}</PrintButton>
      </div>
    </>
  )
}
