import { getTranslations } from 'next-intl/server'
import { Sheet } from '#components/sheet.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { Table } from '#components/table.tsx'
import { formatNumber } from '#lib/i18n/formats.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { type PeopleOfSource, viewPeople } from '#lib/others/view-people.ts'
import { describeReason } from '#lib/sources/describe.ts'
import { desk } from '../desk.ts'

/** How many people each source knows, so that they are found where they are named in somebody else's records. */
export const PeopleSheet = async () => {
  const { actor, locale } = await desk()
  const t = await getTranslations('others.index')
  const found = await viewPeople(actor, undefined)
  if (!found.ok || found.value.length === 0) return null
  const columns = ['source', 'people', 'hashes', 'read'] as const
  return (
    <Sheet id="people" title={t('title')}>
      <p>{t('lead')}</p>
      <Table
        caption={t('title')}
        captionHidden
        columns={columns.map(key => ({
          ...{ key, label: t(`columns.${key}`) },
          ...((key === 'people' || key === 'hashes') && { align: 'end' as const }),
        }))}
        rows={found.value.map(one => ({
          key: one.source,
          cells: [
            one.source,
            formatNumber(locale, one.people),
            formatNumber(locale, one.identifiers),
            <Read key="read" one={one} />,
          ],
        }))}
      />
    </Sheet>
  )
}

const Read = async ({ one: { builtAt, reason } }: { one: PeopleOfSource }) => {
  const { time, locale } = await desk()
  const t = await getTranslations('others.index')
  return (
    <>
      {builtAt ? time(builtAt) : t('never')}
      {reason !== '' && (
        <span className="block">
          <StatusTag tone="warning">{describeReason(createTranslator(locale, 'sources'), reason)}</StatusTag>
        </span>
      )}
    </>
  )
}
