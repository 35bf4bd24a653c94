import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Details } from '#components/details.tsx'
import { KeyValue } from '#components/key-value.tsx'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import type { ShownSetting } from '#lib/organisation/view-portal-settings.ts'
import { viewPortalSettings } from '#lib/organisation/view-portal-settings.ts'
import { desk } from '../../desk.ts'
import { SettingsTabs } from '../settings-tabs.tsx'
import { settingWords } from './words.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('settings'))('title') })

/** Every setting of the portal: what it does, what it is, and who changed it when. */
export default async function PortalSettingsPage({ searchParams }: PageProps<'/admin/settings/portal'>) {
  const { actor } = await desk()
  const [t, found, { saved }] = [
    await getTranslations('settings'),
    await viewPortalSettings(actor, undefined),
    await searchParams,
  ]
  if (!found.ok) notFound()
  return (
    <>
      <h1>{t('title')}</h1>
      {actor.kind === 'admin' && <SettingsTabs current="portal" />}
      {saved === 'yes' && <Notice tone="success" announce="status" title={t('saved')} />}
      <p>{t('lead')}</p>
      {found.value.map(setting => (
        <SettingSheet key={setting.key} setting={setting} mayChange={actor.kind === 'admin'} />
      ))}
    </>
  )
}

const SettingSheet = async ({ setting, mayChange }: { setting: ShownSetting; mayChange: boolean }) => {
  const { locale } = await desk()
  const t = await getTranslations('settings')
  const say = await settingWords(locale)
  const { key, value, changes } = setting
  const [last] = changes
  return (
    <Sheet
      id={key}
      title={t(`names.${key}`)}
      aside={
        mayChange && (
          <a href={`/admin/settings/portal/${key}`}>
            {t('change')} <span className="sr-only">{t(`names.${key}`)}</span>
          </a>
        )
      }
    >
      <p>{t(`does.${key}`)}</p>
      <KeyValue
        facts={[
          { key: 'now', label: t('now'), value: <strong>{say(key, value)}</strong> },
          {
            key: 'changed',
            label: t('changed'),
            value: last ? <Change change={last} /> : t('never-changed'),
          },
        ]}
      />
      {changes.length > 0 && (
        <Details summary={t('history', { count: changes.length })}>
          <ul>
            {changes.map(change => (
              <li key={`${change.at.epochMilliseconds}-${change.after}`}>
                {t('from-to', { before: say(key, change.before), after: say(key, change.after) })}{' '}
                <Change change={change} />
              </li>
            ))}
          </ul>
        </Details>
      )}
    </Sheet>
  )
}

const Change = async ({ change: { at, by } }: { change: ShownSetting['changes'][number] }) => {
  const { time } = await desk()
  const t = await getTranslations('settings')
  return (
    <span>
      <time dateTime={at.toString()}>{time(at)}</time>, <bdi>{by?.name ?? t('somebody')}</bdi>
    </span>
  )
}
