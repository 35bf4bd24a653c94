import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { AutoRefresh } from '#components/auto-refresh.tsx'
import { EmptyState } from '#components/empty-state.tsx'
import { Notice } from '#components/notice.tsx'
import { Pagination } from '#components/pagination.tsx'
import { Sheet } from '#components/sheet.tsx'
import { Tabs } from '#components/tabs.tsx'
import { candidateStates } from '#lib/candidates/candidate-words.ts'
import { viewCandidates } from '#lib/candidates/view-candidates.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import { describeReason } from '#lib/sources/describe.ts'
import { desk } from '../../../desk.ts'
import { readNumber } from '../../../read-number.ts'
import { Head } from '../head.tsx'
import { Shared, Weighing } from './weighing.tsx'

type Props = PageProps<'/admin/requests/[ref]/candidates'>

const perPage = 20

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: `${(await getTranslations('candidates'))('title')} · ${(await params).ref}`,
})

/** Records that share something with the person's own that several people may share, the likeliest first. */
export default async function CandidatesPage({ params, searchParams }: Props) {
  const { ref } = await params
  const asked = await searchParams
  const { actor, locale } = await desk()
  const t = await getTranslations('candidates')
  const reasons = createTranslator(locale, 'sources')
  const state = candidateStates.find(one => one === asked.state) ?? 'open'
  const from = readNumber(asked.from) ?? 0
  const found = await viewCandidates(actor, { ref, state, from, most: perPage })
  if (!found.ok) notFound()
  const { seen, counts, followed, settling, hanging, more, unread, status } = found.value
  const here = `/admin/requests/${ref}/candidates`
  const pages = await getTranslations('shell.pages')
  const href = (position: number) => `${here}?state=${state}${position > 0 ? `&from=${position}` : ''}`
  const mayDecide = isOpenTo('withhold', status)
  return (
    <>
      <Head reference={ref} page={t('title')}>
        {(asked.done === 'theirs' || asked.done === 'not-theirs') && (
          <Notice tone="success" announce="status">
            <p>{t(`done.${asked.done}`)}</p>
          </Notice>
        )}
        <h1>{t('title')}</h1>
      </Head>
      <p>{t('lead')}</p>
      {!followed && <p>{t('following')}</p>}
      {settling && <p>{t('settling')}</p>}
      {hanging && <p>{t('hanging')}</p>}
      {(!followed || settling || hanging) && <AutoRefresh />}
      {unread.length > 0 && (
        <Notice tone="warning" title={t('unread.title')}>
          <p>{t('unread.text')}</p>
          <ul>
            {unread.map(one => {
              const [source = '', ...reason] = one.split(': ')
              return (
                <li key={one}>
                  <strong>{source}</strong>
                  {reason.length > 0 && <>: {describeReason(reasons, reason.join(': '))}</>}
                </li>
              )
            })}
          </ul>
        </Notice>
      )}
      {more > 0 && (
        <Notice tone="info" title={t('more.title', { count: more })}>
          <p>{t('more.text')}</p>
        </Notice>
      )}
      <Tabs
        label={t('states.label')}
        tabs={candidateStates.map(one => ({
          key: one,
          href: one === 'open' ? here : `${here}?state=${one}`,
          text: t(`states.${one}`),
          count: String(counts[one]),
          current: one === state,
        }))}
      />
      {seen.length === 0 && (
        <EmptyState title={t(!followed ? 'following' : hanging && state === 'open' ? 'hanging' : `empty.${state}`)}>
          <p>
            <a href={`/admin/requests/${ref}`}>{t('back', { ref })}</a>
          </p>
        </EmptyState>
      )}
      {seen.map((one, index) => (
        <Sheet
          key={one.id}
          id={`candidate-${one.id}`}
          title={`${inLanguage(one.label, locale)} · ${from + index + 1}`}
          aside={
            <a href={`${here}/${one.id}`}>
              {t.rich('look', {
                ...{ title: inLanguage(one.label, locale), number: from + index + 1 },
                hidden: words => <span className="sr-only">{words}</span>,
              })}
            </a>
          }
        >
          <Shared candidate={one} />
          <Weighing signs={one.signs} />
        </Sheet>
      ))}
      <Pagination
        label={pages('label')}
        previous={from > 0 ? { href: href(Math.max(0, from - perPage)), text: pages('previous') } : undefined}
        next={from + perPage < counts[state] ? { href: href(from + perPage), text: pages('next') } : undefined}
      />
      {mayDecide && state === 'open' && counts.open > 1 && (
        <p>
          <a href={`${here}/rest`}>{t('rest.link')}</a>
        </p>
      )}
    </>
  )
}
