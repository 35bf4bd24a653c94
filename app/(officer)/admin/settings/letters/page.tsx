import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { Table } from '#components/table.tsx'
import { letterNames } from '#lib/letters/kinds.ts'
import { viewWordings } from '#lib/letters/view-wording.ts'
import { wordingLocales } from '#lib/letters/wording.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { seen } from '../../../../staff/seen.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('letters.list'))('title'),
})

/** Every letter of the portal, and whose text it speaks in each language. */
export default async function LettersPage() {
  const [t, settings, actor] = [await getTranslations('letters'), await getTranslations('admin'), await currentActor()]
  const wordings = seen(actor, await viewWordings(actor, undefined))
  return (
    <>
      <BackLink href="/admin/settings" text={settings('settings.title')} />
      <h1>{t('list.title')}</h1>
      <p className="max-w-2xl">{t('list.lead')}</p>
      <Table
        caption={t('list.title')}
        captionHidden
        columns={[
          { key: 'letter', label: t('list.letter') },
          ...wordingLocales.map(locale => ({ key: locale, label: t(`list.languages.${locale}`) })),
        ]}
        rows={letterNames.map(kind => ({
          key: kind,
          cells: [
            t(`names.${kind}`),
            ...wordings
              .filter(one => one.kind === kind)
              .map(({ locale, version }) => (
                <a key={locale} href={`/admin/settings/letters/${kind}/${locale}`}>
                  {version === 0 ? t('list.own') : t('list.version', { version })}
                  <span className="sr-only">
                    {' '}
                    {t('list.edit', { letter: t(`names.${kind}`), language: t(`list.languages.${locale}`) })}
                  </span>
                </a>
              )),
          ],
        }))}
      />
      <p>
        <a href="/admin/settings/authorities">{t('list.authorities')}</a>
      </p>
    </>
  )
}
