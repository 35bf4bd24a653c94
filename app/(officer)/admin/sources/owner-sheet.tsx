import { getLocale, getTranslations } from 'next-intl/server'
import { localeFacts, offeredLocales } from '#lib/i18n/locales.ts'
import { setOwner } from './owner-action.ts'
import { OwnerForm, type OwnerWords } from './owner-form.tsx'

/** The form of a source that somebody answers for, empty or with what stands there. */
export const OwnerSheet = async ({ title, first }: { title: string; first?: { [field: string]: string } }) => {
  const t = await getTranslations('owners.manual')
  const words: OwnerWords = {
    key: { label: t('key'), hint: t('key-hint') },
    label: { label: t('label'), hint: t('label-hint') },
    address: { label: t('address') },
    locale: { label: t('locale') },
    days: { label: t('days'), hint: t('days-hint') },
    purpose: { label: t('purpose') },
    legalBasis: { label: t('basis'), hint: t('basis-hint') },
    origin: { label: t('origin') },
    recipients: { label: t('recipients'), hint: t('recipients-hint') },
    sensitivity: { label: t('sensitivity') },
    asked: { label: t('asked'), hint: t('asked-hint') },
  }
  const levels = (['plain', 'sensitive', 'special'] as const).map(value => ({ value, label: t(value) }))
  return (
    <div className="flow max-w-3xl">
      <h1>{title}</h1>
      <p>{t('lead')}</p>
      <OwnerForm
        action={setOwner}
        title={title}
        submit={t('save')}
        cancel="/admin/sources"
        words={words}
        facts={t('facts')}
        languages={offeredLocales.map(value => ({ value, label: localeFacts[value].name }))}
        sensitivities={levels}
        yesNo={(['yes', 'no'] as const).map(value => ({ value, label: t(`asked-${value}`) }))}
        first={first ?? { locale: await getLocale(), days: '10' }}
      />
    </div>
  )
}
