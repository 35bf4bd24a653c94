import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/button-link.tsx'
import { EmptyState } from '#components/empty-state.tsx'
import { LinkList } from '#components/link-list.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { formatDate, formatDay } from '#lib/i18n/formats.ts'
import { isLocale } from '#lib/i18n/locales.ts'
import { viewOwnRequests } from '#lib/requests/view-own-requests.ts'
import { signedInPerson } from '../../signed-in-person.ts'
import { statusTone } from './status-tone.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('person.requests'))('title'),
})

/** My requests, newest first. */
export default async function RequestsPage() {
  const found = await viewOwnRequests(await signedInPerson('/requests'), undefined)
  if (!found.ok) throw new Error(`A person could not read their own requests: ${found.why}`)
  const t = await getTranslations('person.requests')
  const said = await getLocale()
  const locale = isLocale(said) ? said : 'en'
  const { zone, requests } = found.value
  const links = requests.map(({ ref, status, receivedAt, dueOn, open, overdue }) => ({
    key: ref,
    href: `/requests/${ref}`,
    title: t('one', { ref }),
    mark: <StatusTag tone={overdue ? 'danger' : statusTone[status]}>{t(`status.${status}`)}</StatusTag>,
    text: open
      ? t(overdue ? 'late' : 'due', {
          asked: formatDay(locale, receivedAt, zone),
          due: formatDate(locale, dueOn),
        })
      : t('asked', { asked: formatDay(locale, receivedAt, zone) }),
  }))
  return (
    <>
      <h1>{t('title')}</h1>
      {links.length > 0 ? (
        <LinkList label={t('title')} links={links} />
      ) : (
        <EmptyState title={t('none.title')}>
          <p>{t('none.text')}</p>
        </EmptyState>
      )}
      <ButtonLink href="/ask" tone={links.length > 0 ? 'secondary' : 'primary'} start>
        {t('ask')}
      </ButtonLink>
    </>
  )
}
