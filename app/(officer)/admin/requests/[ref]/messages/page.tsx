import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/button-link.tsx'
import { Notice } from '#components/notice.tsx'
import { Pagination } from '#components/pagination.tsx'
import { questionDays } from '#lib/requests/drop-question.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import { viewMessages } from '#lib/requests/view-messages.ts'
import { placeOfMessages, readMessagePlace } from '../../../../../message-place.ts'
import { desk } from '../../../desk.ts'
import { VerbForm } from '../../../verb-form.tsx'
import { Decision, Head } from '../head.tsx'
import { dropAction, writeAction } from './action.ts'
import { WriteForm } from './form.tsx'
import { Written } from './written.tsx'

/** What person and team wrote to each other about one request. That an officer looked is recorded. */
export default async function MessagesPage({ params, searchParams }: PageProps<'/admin/requests/[ref]/messages'>) {
  const { ref } = await params
  const { before, done } = await searchParams
  const { actor, date, time } = await desk()
  const t = await getTranslations('dialogue')
  const found = await viewMessages(actor, { ref, before: readMessagePlace(before) })
  if (!found.ok) notFound()
  const { status, reachable, question, paused, messages, older } = found.value
  const page = `/admin/requests/${ref}/messages`
  return (
    <Decision>
      <Head reference={ref} page={t('title')}>
        <h1>{t('title')}</h1>
      </Head>
      {typeof done === 'string' && t.has(`done.${done}`) && (
        <Notice tone="success" announce="status">
          <p>{t(`done.${done}`)}</p>
        </Notice>
      )}
      {question && (
        <Notice tone="info" title={t('desk.question.open', { at: time(question.askedAt) })}>
          <p>
            {paused
              ? t('desk.question.paused', { since: date(paused.since), due: date(paused.dueIfResumed) })
              : t('desk.question.runs')}{' '}
            {t('desk.question.after', { days: questionDays })}
          </p>
          <VerbForm
            action={dropAction.bind(null, ref)}
            label={t('desk.question.drop')}
            submit={t('desk.question.drop')}
            tone="secondary"
          />
        </Notice>
      )}
      {reachable && isOpenTo('write', status) ? (
        <section className="flow">
          <h2>{t('desk.write.title')}</h2>
          <WriteForm
            action={writeAction.bind(null, ref)}
            label={t('desk.write.title')}
            submit={t('desk.write.button')}
          />
          {!question && isOpenTo('ask', status) && (
            <div>
              <ButtonLink href={`/admin/requests/${ref}/ask`} tone="secondary">
                {t('desk.question.ask')}
              </ButtonLink>
            </div>
          )}
        </section>
      ) : (
        <Notice tone="warning">
          <p>{t(status === 'received' ? 'desk.unreachable' : 'desk.over')}</p>
        </Notice>
      )}
      <Written messages={messages} />
      <Pagination
        label={t('title')}
        previous={before ? { href: page, text: t('newest') } : undefined}
        next={older ? { href: `${page}?${placeOfMessages(older)}`, text: t('older') } : undefined}
      />
      <p className="text-sm text-ink-soft">{t('desk.recorded')}</p>
    </Decision>
  )
}
