import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { inReaders } from '#lib/notices/per-language.ts'
import { viewNotices } from '#lib/notices/view-notices.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { speechIn } from '../../speech.ts'
import { FollowForm } from './follow-form.tsx'
import { NoticeText } from './notice-text.tsx'
import { Versions } from './versions.tsx'

/** The organisation's privacy notice as it stands today, what is to come, what was before, and the way to hear of changes. */
export const PresentNotice = async ({ organisation }: { organisation: string | undefined }) => {
  const t = await getTranslations('notices')
  const seen = await viewNotices(await askingActor(), undefined)
  const { versions, present, zone, follows } = seen.ok
    ? seen.value
    : { versions: [], present: undefined, zone: 'UTC', follows: false }
  const { locale, date } = await speechIn(zone)
  const coming = versions.filter(one => !present || one.number > present.number)
  return (
    <>
      <h1>{t('title')}</h1>
      {organisation && <p className="text-lg">{t('of', { organisation })}</p>}
      {coming.map(({ number, effectiveOn, changes }) => (
        <Notice key={number} tone="info">
          <p>{t('coming', { number, date: date(effectiveOn), change: inReaders(changes, locale) })}</p>
          <p>
            <a href={`/notice/${number}`}>{t('read')}</a>
          </p>
        </Notice>
      ))}
      {present ? (
        <>
          <p className="text-ink-soft">{t('since', { number: present.number, date: date(present.effectiveOn) })}</p>
          <NoticeText text={inReaders(present.texts, locale)} />
        </>
      ) : (
        <p>{t('none')}</p>
      )}
      {versions.length > 0 && (
        <>
          <h2 id="versions">{t('versions.title')}</h2>
          <Versions versions={versions} present={present?.number} zone={zone} />
          <h2>{t('follow.title')}</h2>
          <FollowForm follows={follows} />
        </>
      )}
    </>
  )
}
