import { getTranslations } from 'next-intl/server'
import { Tabs } from '#components/tabs.tsx'

/** Who answers, and how the portal behaves. */
export const SettingsTabs = async ({ current }: { current: 'organisation' | 'portal' }) => {
  const t = await getTranslations('settings.tabs')
  return (
    <Tabs
      label={t('label')}
      tabs={[
        { key: 'organisation', href: '/admin/settings', text: t('organisation'), current: current === 'organisation' },
        { key: 'portal', href: '/admin/settings/portal', text: t('portal'), current: current === 'portal' },
      ]}
    />
  )
}
