import { getTranslations } from 'next-intl/server'
import { Table } from '#components/table.tsx'
import { inReaders } from '#lib/notices/per-language.ts'
import type { Notices } from '#lib/notices/view-notices.ts'
import { desk } from '../desk.ts'

/** Every version, the newest first, each a link to its page. */
export const Published = async ({ caption, versions }: { caption: string; versions: Notices['versions'] }) => {
  const { date, locale } = await desk()
  const t = await getTranslations('notices')
  return (
    <Table
      caption={caption}
      columns={(['number', 'from', 'change'] as const).map(key => ({ key, label: t(`versions.${key}`) }))}
      rows={versions.toReversed().map(({ number, effectiveOn, changes }) => ({
        key: String(number),
        cells: [
          <a key="number" href={`/notice/${number}`}>
            {t('version', { number })}
          </a>,
          date(effectiveOn),
          inReaders(changes, locale),
        ],
      }))}
    />
  )
}
