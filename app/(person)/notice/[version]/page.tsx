import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { Details } from '#components/details.tsx'
import { Hash } from '#components/hash.tsx'
import { Notice } from '#components/notice.tsx'
import { compareTexts } from '#lib/notices/compare-texts.ts'
import { inReaders } from '#lib/notices/per-language.ts'
import { viewNotices } from '#lib/notices/view-notices.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { speechIn } from '../../../speech.ts'
import { NoticeText } from '../notice-text.tsx'
import { Comparison } from './comparison.tsx'

type Props = { params: Promise<{ version: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('notices')
  return { title: t('one.title', { number: (await params).version }) }
}

/** One version, word for word, with what it changed against the one before it. */
export default async function VersionPage({ params }: Props) {
  const { version } = await params
  const seen = await viewNotices(await askingActor(), undefined)
  if (!seen.ok) notFound()
  const { versions, present, zone } = seen.value
  const shown = versions.find(({ number }) => String(number) === version)
  if (!shown) notFound()
  const t = await getTranslations('notices')
  const { locale, date } = await speechIn(zone)
  const { number, effectiveOn, texts, changes, sha256 } = shown
  const [before, after] = [number - 1, number + 1].map(near => versions.find(one => one.number === near))
  const state = number === present?.number ? 'present' : present && number < present.number ? 'past' : 'future'
  return (
    <>
      <BackLink href="/notice" text={t('one.all')} />
      <h1>{t('one.title', { number })}</h1>
      <p>
        {t('one.from', { date: date(effectiveOn) })}
        {after && ` ${t('one.until', { date: date(after.effectiveOn.subtract({ days: 1 })) })}`}
      </p>
      <Notice tone={state === 'present' ? 'success' : 'info'}>
        <p>{t(`one.${state}`)}</p>
      </Notice>
      <h2>{t('one.change')}</h2>
      <p>{inReaders(changes, locale)}</p>
      {before && (
        <Details summary={t('one.compare', { number: before.number })}>
          <Comparison pieces={compareTexts(inReaders(before.texts, locale), inReaders(texts, locale))} />
        </Details>
      )}
      <h2>{t('version', { number })}</h2>
      <NoticeText text={inReaders(texts, locale)} />
      <h2>{t('one.hash')}</h2>
      <p>
        <Hash value={sha256} />
      </p>
      <p className="text-ink-soft">{t('one.hash-text')}</p>
    </>
  )
}
