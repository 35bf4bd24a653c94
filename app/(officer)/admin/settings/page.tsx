import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { localeFacts, offeredLocales } from '#lib/i18n/locales.ts'
import { viewSettings } from '#lib/organisation/view-settings.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { formWords } from '../../../form-words.ts'
import { seen } from '../../../staff/seen.ts'
import { type Question, StaffForm } from '../../../staff/staff-form.tsx'
import { saveOrganisation } from './action.ts'
import { SettingsTabs } from './settings-tabs.tsx'

type Props = { searchParams: Promise<{ saved?: string | string[] }> }
type Settings = NonNullable<Extract<Awaited<ReturnType<typeof viewSettings>>, { ok: true }>['value']['organisation']>

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('admin'))('settings.title'),
})

/** Who answers: asked in the first run, before any request is taken. */
export default async function SettingsPage({ searchParams }: Props) {
  const [t, actor, { saved }] = [await getTranslations('admin.settings'), await currentActor(), await searchParams]
  const { organisation } = seen(actor, await viewSettings(actor, undefined))
  return (
    <>
      <h1>{t('title')}</h1>
      <SettingsTabs current="organisation" />
      {!organisation && (
        <Notice tone="warning" title={t('first.title')}>
          <p>{t('first.text')}</p>
        </Notice>
      )}
      {organisation && saved === 'yes' && <Notice tone="success" announce="status" title={t('saved')} />}
      <p>{t('lead')}</p>
      <p>
        <a href="/admin/settings/letters">{(await getTranslations('letters.list'))('title')}</a>
      </p>
      <div className="max-w-2xl">
        <StaffForm
          action={saveOrganisation}
          questions={await questionsOf(organisation)}
          words={await formWords(t('save'))}
        />
      </div>
    </>
  )
}

async function questionsOf(now: Settings | null): Promise<Question[]> {
  const t = await getTranslations('admin.settings')
  const asked = (name: string, words = name) => ({
    name,
    label: t(`fields.${words}.label`),
    hint: t(`fields.${words}.hint`),
  })
  const zones = Intl.supportedValuesOf('timeZone').map(zone => ({ value: zone, label: zone }))
  return [
    { ...asked('name'), kind: 'text', value: now?.name ?? '' },
    { ...asked('address'), kind: 'text', value: now?.address ?? '' },
    { ...asked('contact'), kind: 'email', value: now?.contact ?? '' },
    { ...asked('country'), kind: 'text', width: 'short', value: now?.country ?? '' },
    { ...asked('region'), optional: t('optional'), kind: 'text', width: 'short', value: now?.region ?? '' },
    { ...asked('zone'), kind: 'list', options: [{ value: '', label: t('choose') }, ...zones], value: now?.zone ?? '' },
    { ...asked('sender'), kind: 'email', value: now?.sender ?? '' },
    { ...asked('authorityName', 'authority-name'), kind: 'text', value: now?.authority.name ?? '' },
    { ...asked('authorityUrl', 'authority-url'), kind: 'url', value: now?.authority.url ?? '' },
    {
      ...asked('locales'),
      kind: 'some-of',
      choices: offeredLocales.map(value => ({ value, label: localeFacts[value].name })),
      values: now?.locales ?? [],
    },
  ]
}
