import { getTranslations } from 'next-intl/server'
import { Temporal } from 'temporal-polyfill'
import { Details } from '#components/details.tsx'
import { Progress } from '#components/progress.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { mayDo } from '#lib/access/authorise.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import type { RequestOnDesk } from '#lib/requests/view-request.ts'
import { describeReason } from '#lib/sources/describe.ts'
import { desk } from '../../desk.ts'
import { AskedColleague } from './asked-colleague.tsx'
import { retryAction } from './search-again/retry-action.ts'
import { RetryForm } from './search-again/retry-form.tsx'

type Search = RequestOnDesk['searches'][number]

const tones = { waiting: 'neutral', running: 'info', done: 'success', failed: 'danger' } as const

/** How each source was read: at which instant, what no map describes, and whether a near-miss address reached a row. */
export const Sources = async ({ onDesk }: { onDesk: RequestOnDesk }) => {
  const { searches, request } = onDesk
  const { actor } = await desk()
  const t = await getTranslations('officer.sources')
  const failed = failedSources(onDesk)
  const mayRetry = mayDo(actor, 'collection:retry') && isOpenTo('search-again', request.status)
  return (
    <>
      <ul className="grid gap-4">
        {searches.map(search => (
          <li key={search.source}>
            <Source search={search} asked={askedFor(onDesk, search.source)} reference={request.ref} />
          </li>
        ))}
      </ul>
      {mayRetry && failed.length > 0 && (
        <div className="grid gap-3 border-t border-line pt-4">
          <p>{t('retry.text', { count: failed.length, sources: failed.join(', ') })}</p>
          <div className="flex flex-wrap gap-3">
            {failed.map(source => (
              <RetryForm
                key={source}
                action={retryAction.bind(null, request.ref)}
                source={source}
                submit={t('retry.submit', { source })}
              />
            ))}
          </div>
        </div>
      )}
    </>
  )
}

/** Sources that could not be read, or of which a collection could not: what a retry begins again. */
const failedSources = ({ searches, coverages }: RequestOnDesk): string[] =>
  searches
    .filter(
      ({ source, state }) =>
        state === 'failed' || coverages.some(row => row.source === source && row.result === 'failed'),
    )
    .map(({ source }) => source)

/** The last question to a colleague about a source of this attempt; undefined for a source that a program reads. */
const askedFor = ({ history, request }: RequestOnDesk, source: string) =>
  history
    .flatMap(({ event }) => (event.type === 'owner-asked' ? [event] : []))
    .findLast(event => event.source === source && event.attempt === request.attempt)

type Props = { search: Search; asked: ReturnType<typeof askedFor>; reference: string }

const Source = async ({ search, asked, reference }: Props) => {
  const { time, locale } = await desk()
  const t = await getTranslations('officer.sources')
  const { source, state, snapshotAt, decoys, unclassified, reason } = search
  const { collectionsDone: done, collectionsTotal: total, records } = search
  const crossed = decoys.crossed.length > 0
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <strong>{source}</strong>
        <StatusTag tone={tones[state]}>{t(`state.${state}`)}</StatusTag>
        {state === 'done' && !asked && (
          <StatusTag tone={crossed ? 'danger' : decoys.tried > 0 ? 'success' : 'warning'}>
            {t(crossed ? 'crossed' : 'not-crossed', { tried: decoys.tried, count: decoys.crossed.length })}
          </StatusTag>
        )}
        {asked && (
          <AskedColleague source={source} dueAt={asked.dueAt} waits={state === 'waiting'} reference={reference} />
        )}
        {snapshotAt && (
          <span className="text-sm text-ink-soft">
            {t('snapshot', { at: time(Temporal.Instant.from(snapshotAt)) })}
          </span>
        )}
      </p>
      {!asked && (state === 'running' || state === 'waiting') && (
        <Progress
          id={`progress-${source}`}
          label={t('progress', { source })}
          value={state === 'waiting' ? 0 : total > 0 ? done : undefined}
          max={state === 'waiting' || total === 0 ? 1 : total}
          text={t(state === 'waiting' ? 'progress-waiting' : 'progress-text', { done, total, records })}
        />
      )}
      {state === 'done' && <p className="text-sm text-ink-soft tabular-nums">{t('searched', { total, records })}</p>}
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
