import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Temporal } from 'temporal-polyfill'
import { BackLink } from '#components/back-link.tsx'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { Table } from '#components/table.tsx'
import { type Authority, authorityOf } from '#lib/organisation/authorities.ts'
import { viewAuthorities } from '#lib/organisation/view-authorities.ts'
import { viewOrganisation } from '#lib/organisation/view-organisation.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { formWords } from '../../../../form-words.ts'
import { seen } from '../../../../staff/seen.ts'
import { StaffForm } from '../../../../staff/staff-form.tsx'
import { desk } from '../../desk.ts'
import { correctAction } from './action.ts'

type Props = { searchParams: Promise<{ saved?: string | string[]; correct?: string | string[] }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('letters.authorities'))('title'),
})

/** Whom letters name: every authority the portal knows, how it is known, and the way to correct one. */
export default async function AuthoritiesPage({ searchParams }: Props) {
  const [t, actor, asked] = [await getTranslations('letters.authorities'), await currentActor(), await searchParams]
  const authorities = seen(actor, await viewAuthorities(actor, undefined))
  const chosen = authorities.find(({ id }) => id === asked.correct)
  return (
    <>
      <BackLink href="/admin/settings/letters" text={(await getTranslations('letters.list'))('title')} />
      <h1>{t('title')}</h1>
      {asked.saved === 'yes' && <Notice tone="success" announce="status" title={t('saved')} />}
      <p className="max-w-2xl">{t('lead')}</p>
      <Seat authorities={authorities} />
      {chosen && <Correct authority={chosen} />}
      <List authorities={authorities} />
    </>
  )
}

/** What the directory proposes for the organisation's own seat, beside what an admin has set. */
const Seat = async ({ authorities }: { authorities: readonly Authority[] }) => {
  const t = await getTranslations('letters.authorities')
  const found = await viewOrganisation(await currentActor(), undefined)
  if (!found.ok) return null
  const { country, region, authority } = found.value
  const proposed = authorityOf({ country, ...(region ? { region } : {}) }, authorities)
  return (
    <p className="max-w-2xl">
      {t('yours', { authority: authority.name })} {proposed && t('proposed', { authority: proposed.name })}
    </p>
  )
}

const Correct = async ({ authority: { id, name, url } }: { authority: Authority }) => {
  const t = await getTranslations('letters.authorities')
  return (
    <Sheet id="correct" title={t('edit-title')}>
      <StaffForm
        action={correctAction.bind(null, id)}
        questions={[
          { name: 'name', label: t('field.name'), kind: 'text', value: name },
          { name: 'url', label: t('field.url'), kind: 'url', value: url },
          { name: 'source', label: t('field.source'), hint: t('source-hint'), kind: 'text' },
        ]}
        words={await formWords(t('save'))}
      />
    </Sheet>
  )
}

const List = async ({ authorities }: { authorities: readonly Authority[] }) => {
  const t = await getTranslations('letters.authorities')
  const { date } = await desk()
  return (
    <Table
      caption={t('title')}
      captionHidden
      columns={[
        { key: 'name', label: t('name') },
        { key: 'place', label: t('place') },
        { key: 'state', label: t('state') },
      ]}
      rows={authorities.map(({ id, name, url, places, checked }) => ({
        key: id,
        cells: [
          <span key="name" className="grid gap-1">
            <bdi>{name}</bdi>
            <a href={url} rel="noreferrer" className="text-sm font-normal wrap-anywhere">
              {url}
            </a>
          </span>,
          places.join(', '),
          <span key="state">
            {checked ? t('checked', { date: date(Temporal.PlainDate.from(checked)) }) : t('memory')} ·{' '}
            <a href={`?correct=${id}#correct`}>{t('correct')}</a>
          </span>,
        ],
      }))}
    />
  )
}
