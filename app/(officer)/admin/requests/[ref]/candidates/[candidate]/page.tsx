import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { StatusTag } from '#components/status-tag.tsx'
import { viewCandidate, viewCandidateStanding } from '#lib/candidates/view-candidates.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import { isOpenTo, whyShut } from '#lib/requests/officer-moves.ts'
import { desk } from '../../../../desk.ts'
import { RecordSheet } from '../../findings/[dataset]/[collection]/record-sheet.tsx'
import { Head } from '../../head.tsx'
import { Shut } from '../../shut.tsx'
import { Shared, Weighing } from '../weighing.tsx'
import { decideAction } from './action.ts'
import { DecideForm } from './form.tsx'

type Props = PageProps<'/admin/requests/[ref]/candidates/[candidate]'>

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: `${(await getTranslations('candidates'))('title')} · ${(await params).ref}`,
})

/** One candidate with its records, and whose they are; or, under the name `rest`, an end to all that are left. */
export default async function CandidatePage({ params }: Props) {
  const { ref, candidate } = await params
  return candidate === 'rest' ? <Rest reference={ref} /> : <One reference={ref} candidate={candidate} />
}

const One = async ({ reference, candidate }: { reference: string; candidate: string }) => {
  const { actor, locale } = await desk()
  const t = await getTranslations('candidates')
  const found = /^[\da-f-]{36}$/i.test(candidate)
    ? await viewCandidate(actor, { ref: reference, candidate })
    : undefined
  if (!found?.ok) notFound()
  const { label, state, signs, records, shown, facts, status } = found.value
  const title = inLanguage(label, locale)
  const here = `/admin/requests/${reference}/candidates/${candidate}`
  const shut = isOpenTo('withhold', status) ? null : whyShut('withhold', status)
  return (
    <>
      <Head reference={reference} page={title}>
        <h1>{title}</h1>
      </Head>
      <p>
        <a href={`/admin/requests/${reference}/candidates`}>{t('list')}</a>
      </p>
      {state !== 'open' && (
        <p>
          <StatusTag tone={state === 'theirs' ? 'success' : 'neutral'}>{t(`decided.${state}`)}</StatusTag>
        </p>
      )}
      <Shared candidate={found.value} />
      <Weighing signs={signs} />
      {records > shown.length && <p>{t('shown', { count: shown.length })}</p>}
      {shown.map(({ record, position, stops }) => (
        <RecordSheet
          key={position}
          finding={{ record, position, stops, held: null, fields: new Map(), parts: new Map() }}
          facts={facts}
          here={here}
          back={here}
          reference={reference}
          may={false}
        />
      ))}
      {shut ? (
        <Shut reference={reference} why={shut} />
      ) : (
        <DecideForm
          action={decideAction.bind(null, reference, candidate)}
          decisions={(['theirs', 'not-theirs'] as const).filter(one => one !== state)}
          undoes={state === 'theirs'}
        />
      )}
    </>
  )
}

const Rest = async ({ reference }: { reference: string }) => {
  const { actor } = await desk()
  const t = await getTranslations('candidates')
  const found = await viewCandidateStanding(actor, { ref: reference })
  if (!found.ok || found.value.counts.open === 0) notFound()
  const { status, counts } = found.value
  const shut = whyShut('withhold', status)
  return (
    <>
      <Head reference={reference} page={t('rest.title')}>
        <h1>{t('rest.title')}</h1>
      </Head>
      <p>
        <a href={`/admin/requests/${reference}/candidates`}>{t('list')}</a>
      </p>
      <p>{t('rest.text', { count: counts.open })}</p>
      {shut ? (
        <Shut reference={reference} why={shut} />
      ) : (
        <DecideForm action={decideAction.bind(null, reference, 'rest')} decisions={['not-theirs']} />
      )}
    </>
  )
}
