import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '#components/empty-state.tsx'
import { Notice } from '#components/notice.tsx'
import { Pagination } from '#components/pagination.tsx'
import { type MentionKind, mentionKinds } from '#lib/others/find-mentions.ts'
import { viewMentions } from '#lib/others/view-mentions.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import { desk } from '../../../desk.ts'
import { readNumber } from '../../../read-number.ts'
import { Head } from '../head.tsx'
import { decideAction } from './action.ts'
import { DecideForm } from './form.tsx'
import { Kinds, type State, States, states } from './narrow.tsx'
import { Place, Where } from './place.tsx'
import { Standing } from './standing.tsx'

type Props = PageProps<'/admin/requests/[ref]/others'>

const perPage = 20

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: `${(await getTranslations('others'))('title')} · ${(await params).ref}`,
})

/** Other people in what was found: each place with the text around it, to be held back or left in. */
export default async function OthersPage({ params, searchParams }: Props) {
  const { ref } = await params
  const asked = await searchParams
  const { actor } = await desk()
  const t = await getTranslations('others')
  const pages = await getTranslations('shell.pages')
  const kind = mentionKinds.find(one => one === asked.kind) ?? null
  const state: State = states.find(one => one === asked.state) ?? 'open'
  const from = readNumber(asked.from) ?? 0
  const found = await viewMentions(actor, { ref, kind, state, from, limit: perPage })
  if (!found.ok) notFound()
  const { seen, next, status } = found.value
  const href = (change: { kind?: MentionKind | null; state?: State; from?: number }) =>
    hrefOf(ref, { kind, state, ...change })
  return (
    <>
      <Head reference={ref} page={t('title')}>
        {(asked.done === 'accepted' || asked.done === 'rejected') && (
          <Notice tone="success" announce="status">
            <p>{t(`done.${asked.done}`)}</p>
          </Notice>
        )}
        <h1>{t('title')}</h1>
      </Head>
      <p>{t('lead')}</p>
      <Standing found={found.value} />
      <States found={found.value} now={state} href={one => href({ state: one })} />
      {state === 'open' && <Kinds open={found.value.open} kind={kind} href={one => href({ kind: one })} />}
      {seen.length === 0 ? (
        <EmptyState title={t(found.value.read ? `empty.${state}` : 'empty.unread')}>
          <p>
            <a href={`/admin/requests/${ref}`}>{t('back', { ref })}</a>
          </p>
        </EmptyState>
      ) : (
        <DecideForm
          action={decideAction.bind(null, ref, found.value.open)}
          may={isOpenTo('withhold', status) && state !== 'accepted'}
          state={state}
          kind={kind}
          kinds={mentionKinds.filter(one => found.value.open[one] > 0)}
          places={seen.map(one => ({
            value: one.id,
            label: <Place seen={one} />,
            more: <Where seen={one} reference={ref} />,
          }))}
        />
      )}
      <Pagination
        label={pages('label')}
        previous={from > 0 ? { href: href({ from: Math.max(0, from - perPage) }), text: pages('previous') } : undefined}
        next={next ? { href: href({ from: from + perPage }), text: pages('next') } : undefined}
      />
    </>
  )
}

const hrefOf = (ref: string, { kind, state, from = 0 }: { kind: MentionKind | null; state: State; from?: number }) => {
  const query = new URLSearchParams({
    ...(state !== 'open' && { state }),
    ...(kind && state === 'open' && { kind }),
    ...(from > 0 && { from: String(from) }),
  })
  return `/admin/requests/${ref}/others${query.size > 0 ? `?${query}` : ''}`
}
