import { getTranslations } from 'next-intl/server'
import { StatusTag } from '#components/status-tag.tsx'
import { Table } from '#components/table.tsx'
import { inReaders } from '#lib/notices/per-language.ts'
import type { Notices } from '#lib/notices/view-notices.ts'
import { speechIn } from '../../speech.ts'

type Props = Pick<Notices, 'versions' | 'zone'> & { present: number | undefined }

/** Every version, the newest first, each with what it changed in a sentence. */
export const Versions = async ({ versions, present, zone }: Props) => {
  const t = await getTranslations('notices')
  const { locale, date } = await speechIn(zone)
  return (
    <Table
      caption={t('versions.caption')}
      captionHidden
      columns={[
        { key: 'number', label: t('versions.number') },
        { key: 'from', label: t('versions.from') },
        { key: 'change', label: t('versions.change') },
      ]}
      rows={versions.toReversed().map(({ number, effectiveOn, changes }) => ({
        key: String(number),
        cells: [
          <span key="number" className="flex flex-wrap items-center gap-2">
            <a href={`/notice/${number}`}>{t('version', { number })}</a>
            {number === present && <StatusTag tone="success">{t('versions.present')}</StatusTag>}
            {(present === undefined || number > present) && (
              <StatusTag tone="neutral">{t('versions.future')}</StatusTag>
            )}
          </span>,
          date(effectiveOn),
          inReaders(changes, locale),
        ],
      }))}
    />
  )
}
