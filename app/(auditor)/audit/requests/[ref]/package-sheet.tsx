import { getTranslations } from 'next-intl/server'
import { Hash } from '#components/hash.tsx'
import { Sheet } from '#components/sheet.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { Table } from '#components/table.tsx'
import { Time } from '#components/time.tsx'
import { formatBytes } from '#lib/i18n/formats.ts'
import { hexOf } from '#lib/kernel/hex.ts'
import type { packageFiles, packages } from '#lib/packages/table.ts'
import { here } from '../../../../staff/here.ts'

type Package = typeof packages.$inferSelect & {
  files: Pick<typeof packageFiles.$inferSelect, 'packageId' | 'name' | 'bytes' | 'sha256'>[]
}

/** Every package that was ever built for the request, with the fingerprint of each file; what was destroyed lists none. */
export const PackageSheet = async ({ packages }: { packages: readonly Package[] }) => {
  const t = await getTranslations('auditor.packages')
  const { locale, time, number } = await here()
  return (
    <Sheet id="packages" title={t('title')}>
      {packages.length === 0 && <p>{t('none')}</p>}
      {packages.map(one => (
        <div key={one.id} className="flow">
          <h3 className="flex flex-wrap items-center gap-3">
            <Time iso={one.requestedAt.toString()} text={time(one.requestedAt)} />
            <StatusTag tone={one.state === 'released' ? 'success' : 'neutral'}>{t(`states.${one.state}`)}</StatusTag>
          </h3>
          <p>
            {t('records', { records: one.records, count: number(one.records) })}{' '}
            {t(one.complete ? 'complete' : 'incomplete')}
            {one.expiresAt && ` ${t('expires', { at: time(one.expiresAt) })}`}
          </p>
          {one.files.length > 0 && (
            <Table
              caption={t('files')}
              captionHidden
              columns={(['name', 'bytes', 'sha256'] as const).map(key => ({ key, label: t(`columns.${key}`) }))}
              rows={one.files.map(({ name, bytes, sha256 }) => ({
                key: name,
                cells: [name, formatBytes(locale, bytes), <Hash key="sha256" value={hexOf(sha256)} />],
              }))}
            />
          )}
        </div>
      ))}
    </Sheet>
  )
}
