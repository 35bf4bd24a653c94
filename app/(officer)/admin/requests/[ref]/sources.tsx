import { getTranslations } from 'next-intl/server'
import { Temporal } from 'temporal-polyfill'
import { Details } from '#components/details.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { createTranslator } from '#lib/i18n/translator.ts'
import type { RequestOnDesk } from '#lib/requests/view-request.ts'
import { describeReason } from '#lib/sources/describe.ts'
import { desk } from '../../desk.ts'

type Search = RequestOnDesk['searches'][number]

const tones = { waiting: 'neutral', running: 'info', done: 'success', failed: 'danger' } as const

/** How each source was read: at which instant, what no map describes, and whether a near-miss address reached a row. */
export const Sources = async ({ onDesk: { searches } }: { onDesk: RequestOnDesk }) => (
  <ul className="grid gap-4">
    {searches.map(search => (
      <li key={search.source}>
        <Source search={search} />
      </li>
    ))}
  </ul>
)

const Source = async ({ search }: { search: Search }) => {
  const { time, locale } = await desk()
  const t = await getTranslations('officer.sources')
  const { source, state, snapshotAt, decoys, unclassified, reason } = search
  const crossed = decoys.crossed.length > 0
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <strong>{source}</strong>
        <StatusTag tone={tones[state]}>{t(`state.${state}`)}</StatusTag>
        {state === 'done' && (
          <StatusTag tone={crossed ? 'danger' : decoys.tried > 0 ? 'success' : 'warning'}>
            {t(crossed ? 'crossed' : 'not-crossed', { tried: decoys.tried, count: decoys.crossed.length })}
          </StatusTag>
        )}
        {snapshotAt && (
          <span className="text-sm text-ink-soft">
            {t('snapshot', { at: time(Temporal.Instant.from(snapshotAt)) })}
          </span>
        )}
      </p>
      {reason && <p className="text-danger">{describeReason(createTranslator(locale, 'sources'), reason)}</p>}
      {crossed && (
        <ul>
          {decoys.crossed.map(({ collection, rule }) => (
            <li key={`${collection} ${rule}`}>
              <code>{collection}</code> ({rule})
            </li>
          ))}
        </ul>
      )}
      {unclassified.length > 0 && (
        <Details summary={t('unclassified', { count: unclassified.length })}>
          <p>{t('unclassified-text')}</p>
          <ul>
            {unclassified.map(column => (
              <li key={column}>
                <code>{column}</code>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}
