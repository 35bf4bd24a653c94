import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { Pagination } from '#components/pagination.tsx'
import { viewFindings } from '#lib/collection/view-findings.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import { describeReason } from '#lib/sources/describe.ts'
import { desk } from '../../../../../desk.ts'
import { readNumber } from '../../../../../read-number.ts'
import { Head } from '../../../head.tsx'
import { CollectionFacts } from './collection-facts.tsx'
import { HeldBack } from './held-back.tsx'
import { RecordSheet } from './record-sheet.tsx'

type Props = PageProps<'/admin/requests/[ref]/findings/[dataset]/[collection]'>

const perPage = 10

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => {
  const { ref, dataset, collection } = await params
  return { title: `${decodeURIComponent(dataset)}.${decodeURIComponent(collection)} · ${ref}` }
}

/** What was found in one collection, record by record as the vault holds it: read here before anything leaves. */
export default async function FindingsPage({ params, searchParams }: Props) {
  const { ref, ...place } = await params
  const { from: asked, done } = await searchParams
  const [dataset, collection] = [decodeURIComponent(place.dataset), decodeURIComponent(place.collection)]
  const from = readNumber(asked) ?? 0
  const { actor, locale } = await desk()
  const t = await getTranslations('officer.findings')
  const says = await getTranslations('officer')
  const pages = await getTranslations('shell.pages')
  const found = await viewFindings(actor, { ref, dataset, collection, from, limit: perPage })
  if (!found.ok) notFound()
  const { facts, records, count, result, reason, held, more, status } = found.value
  const here = `/admin/requests/${ref}/findings/${place.dataset}/${place.collection}`
  const title = facts ? inLanguage(facts.label, locale) : `${dataset}.${collection}`
  const mayWithhold = isOpenTo('withhold', status)
  const href = (position: number) => (position > 0 ? `${here}?from=${position}` : here)
  return (
    <>
      <Head reference={ref} page={title}>
        {(done === 'withheld' || done === 'lifted') && (
          <Notice tone="success" announce="status">
            <p>{says(`done.${done}`)}</p>
          </Notice>
        )}
        <h1>{title}</h1>
      </Head>
      <p>
        <code>{`${dataset}.${collection}`}</code> · {t('count', { count })}
        {records.length > 0 && count > perPage && <> · {t('showing', { from: from + 1, to: from + records.length })}</>}
      </p>
      {reason && <p>{describeReason(createTranslator(locale, 'sources'), reason)}</p>}
      {facts && <CollectionFacts facts={facts} />}
      {held ? (
        <HeldBack held={held} what="collection" here={href(from)} reference={ref} may={mayWithhold} />
      ) : (
        result === 'found' &&
        mayWithhold && (
          <p>
            <a href={`${here}/withhold`}>{t('withhold-collection')}</a>
          </p>
        )
      )}
      {result === 'found' && !mayWithhold && <p className="text-ink-soft">{t('read-only')}</p>}
      {records.map(finding => (
        <RecordSheet
          key={finding.position}
          finding={finding}
          facts={facts}
          here={here}
          reference={ref}
          may={mayWithhold && !held}
          back={href(from)}
        />
      ))}
      <Pagination
        label={pages('label')}
        previous={from > 0 ? { href: href(Math.max(0, from - perPage)), text: pages('previous') } : undefined}
        next={more ? { href: href(from + perPage), text: pages('next') } : undefined}
      />
    </>
  )
}
