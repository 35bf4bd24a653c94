import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/button-link.tsx'
import { Notice } from '#components/notice.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { Table } from '#components/table.tsx'
import { Time } from '#components/time.tsx'
import { viewStaff } from '#lib/identity/view-staff.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { here } from '../../../staff/here.ts'
import { seen } from '../../../staff/seen.ts'

type Props = { searchParams: Promise<{ done?: string | string[] }> }

const news = ['invited', 'changed', 'removed']

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('admin'))('people.title'),
})

/** Everybody who works here, what each may do, and the ways to change that. */
export default async function PeoplePage({ searchParams }: Props) {
  const [t, actor, { done }] = [await getTranslations('admin'), await currentActor(), await searchParams]
  const people = seen(actor, await viewStaff(actor, undefined))
  const { time } = await here()
  return (
    <>
      <h1>{t('people.title')}</h1>
      {typeof done === 'string' && news.includes(done) && (
        <Notice tone="success" announce="status" title={t(`people.done.${done}`)} />
      )}
      <p>{t('people.lead')}</p>
      <ButtonLink href="/admin/people/invite">{t('people.invite')}</ButtonLink>
      <Table
        caption={t('people.title')}
        captionHidden
        columns={(['name', 'address', 'role', 'state', 'since', 'do'] as const).map(key => ({
          key,
          label: t(`people.columns.${key}`),
        }))}
        rows={people.map(({ id, name, address, role, state, invitedAt }) => ({
          key: id,
          cells: [
            <bdi key="name">{name}</bdi>,
            <bdi key="address" dir="ltr">
              {address}
            </bdi>,
            t(`roles.${role}.name`),
            <StatusTag key="state" tone={state === 'active' ? 'success' : 'info'}>
              {t(`people.states.${state}`)}
            </StatusTag>,
            <Time key="since" iso={invitedAt.toString()} text={time(invitedAt)} />,
            <span key="do" className="flex flex-wrap gap-x-4">
              <a href={`/admin/people/${id}/change-role`}>
                {t('people.change-role')}
                <span className="sr-only"> {name}</span>
              </a>
              <a href={`/admin/people/${id}/remove`}>
                {t('people.remove')}
                <span className="sr-only"> {name}</span>
              </a>
            </span>,
          ],
        }))}
      />
    </>
  )
}
