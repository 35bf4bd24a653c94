import { getTranslations } from 'next-intl/server'
import { StatusTag } from '#components/status-tag.tsx'
import { Table } from '#components/table.tsx'
import { reaches } from '#lib/assurance/levels.ts'
import type { Identity } from '#lib/assurance/view-identity.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import { desk } from '../../../desk.ts'

/** Which level each found collection needs, and where it is held back when the level is not reached. */
export const Collections = async ({ identity, reference }: { identity: Identity; reference: string }) => {
  const { locale } = await desk()
  const t = await getTranslations('assurance.officer')
  const { collections, reached } = identity
  if (collections.length === 0) return null
  return (
    <Table
      caption={t('collections.title')}
      columns={(['collection', 'sensitivity', 'needed', 'state'] as const).map(key => ({
        key,
        label: t(`collections.${key}`),
      }))}
      rows={collections.map(({ dataset, collection, label, sensitivity, needed, held }) => {
        const state = held ? 'held' : reaches(reached, needed) ? 'yes' : 'no'
        const page = `/admin/requests/${reference}/findings/${dataset}/${collection}/withhold`
        return {
          key: `${dataset}.${collection}`,
          cells: [
            inLanguage(label, locale),
            t(`collections.${sensitivity}`),
            t(`levels.${needed.toLowerCase()}`),
            <span key="state" className="flex flex-wrap items-center gap-3">
              <StatusTag tone={state === 'yes' ? 'success' : state === 'held' ? 'neutral' : 'warning'}>
                {t(`collections.${state}`)}
              </StatusTag>
              {state === 'no' && <a href={page}>{t('collections.hold')}</a>}
            </span>,
          ],
        }
      })}
    />
  )
}
