import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { settingKeys } from '#lib/organisation/settings.ts'
import { viewPortalSettings } from '#lib/organisation/view-portal-settings.ts'
import { formWords } from '../../../../../form-words.ts'
import { StaffForm } from '../../../../../staff/staff-form.tsx'
import { desk } from '../../../desk.ts'
import { saveSetting } from './action.ts'
import { questionOf } from './question-of.ts'

/** One setting is changed. */
export default async function ChangeSettingPage({ params }: PageProps<'/admin/settings/portal/[setting]'>) {
  const { actor } = await desk()
  const { setting } = await params
  const key = settingKeys.find(known => known === setting)
  const found = await viewPortalSettings(actor, undefined)
  if (!key || !found.ok || actor.kind !== 'admin') notFound()
  const t = await getTranslations('settings')
  const value = found.value.find(one => one.key === key)!.value
  return (
    <>
      <h1>{t(`names.${key}`)}</h1>
      <p>{t(`does.${key}`)}</p>
      <div className="max-w-2xl">
        <StaffForm
          action={saveSetting.bind(null, key)}
          questions={[await questionOf(key, value)]}
          words={await formWords(t('save'))}
          cancel={{ href: '/admin/settings/portal', text: t('cancel') }}
        />
      </div>
    </>
  )
}
