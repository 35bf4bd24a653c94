import { getTranslations } from 'next-intl/server'
import { setMap } from './map-action.ts'
import { MapForm } from './map-form.tsx'

type Props = { title: string; first?: { key: string; connectionVariable: string; map: string } }

/** The page of a data map, of a source that is there or of a new one. */
export const MapSheet = async ({ title, first }: Props) => {
  const t = await getTranslations('health.map')
  const form = await getTranslations('shell.form')
  return (
    <div className="flow max-w-4xl">
      <h1>{title}</h1>
      <p>{t('lead')}</p>
      <MapForm
        action={setMap}
        first={first}
        words={{
          ...{ title, save: t('save'), text: t('text'), problemsText: t('problems-text') },
          ...{ problem: form('problem'), sending: form('sending'), cancel: form('cancel') },
          key: { label: t('key'), hint: t('key-hint') },
          variable: { label: t('variable'), hint: t('variable-hint') },
          file: { label: t('file'), hint: t('file-hint') },
        }}
      />
    </div>
  )
}
