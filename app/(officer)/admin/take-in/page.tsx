import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Breadcrumbs } from '#components/breadcrumbs.tsx'
import { mayDo } from '#lib/access/authorise.ts'
import { countryNames } from '../../../country-names.ts'
import { desk } from '../desk.ts'
import { Decision } from '../requests/[ref]/head.tsx'
import { takeInAction } from './action.ts'
import { TakeInForm } from './form.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('intake'))('title') })

/** A request that came by phone, by post or over the counter is written down here, with the day it truly came. */
export default async function TakeInPage() {
  const { actor, locale } = await desk()
  if (!mayDo(actor, 'request:take-in')) notFound()
  const t = await getTranslations('intake')
  const list = await getTranslations('officer.list')
  const shell = await getTranslations('shell')
  const ask = await getTranslations('person.ask.country')
  return (
    <Decision>
      <Breadcrumbs label={shell('trail')} trail={[{ text: list('title'), href: '/admin' }, { text: t('title') }]} />
      <h1>{t('title')}</h1>
      <p>{t('law')}</p>
      <p className="text-sm text-ink-soft">{t('search-needs')}</p>
      <TakeInForm
        action={takeInAction}
        label={t('title')}
        submit={t('submit')}
        cancel="/admin"
        countries={countryNames(locale, { california: ask('california'), other: ask('other') })}
      />
    </Decision>
  )
}
