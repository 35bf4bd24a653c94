import { getTranslations } from 'next-intl/server'
import { Hash } from '#components/hash.tsx'
import { Sheet } from '#components/sheet.tsx'
import { Table } from '#components/table.tsx'
import { formatBytes } from '#lib/i18n/formats.ts'
import type { Preview } from '#lib/packages/view-preview.ts'
import { desk } from '../../../desk.ts'

/** The files of the package, each to be opened and read; the hash is the one the history holds. */
export const Files = async ({ reference, files }: { reference: string; files: Preview['files'] }) => {
  const { locale } = await desk()
  const t = await getTranslations('officer.preview.files')
  return (
    <Sheet id="files" title={t('title')}>
      <Table
        caption={t('title')}
        captionHidden
        columns={[
          { key: 'name', label: t('columns.name') },
          { key: 'size', label: t('columns.size'), align: 'end' },
          { key: 'sha256', label: t('columns.sha256') },
        ]}
        rows={files.map(({ name, bytes, sha256 }) => ({
          key: name,
          cells: [
            <a key="name" href={`/admin/requests/${reference}/preview/${encodeURIComponent(name)}`} download>
              {name}
            </a>,
            formatBytes(locale, bytes),
            <Hash key="sha256" value={sha256} />,
          ],
        }))}
      />
      <p className="text-sm text-ink-soft">{t('look-recorded')}</p>
    </Sheet>
  )
}
