import { getTranslations } from 'next-intl/server'
import { AutoRefresh } from '#components/auto-refresh.tsx'
import { ButtonLink } from '#components/button-link.tsx'
import { Notice } from '#components/notice.tsx'
import { Progress } from '#components/progress.tsx'
import { Sheet } from '#components/sheet.tsx'
import { mayDo } from '#lib/access/authorise.ts'
import { answerRevoked } from '#lib/requests/derive-outcome.ts'
import type { RequestOnDesk } from '#lib/requests/view-request.ts'
import { desk } from '../../desk.ts'
import { Dialogue } from './dialogue.tsx'
import { prepareAction } from './prepare/action.ts'
import { PrepareForm } from './prepare/form.tsx'

/** What this request waits for, and the one button that takes it further. */
export const NextStep = async ({ onDesk }: { onDesk: RequestOnDesk }) => {
  const { request, searches, package: built } = onDesk
  const { actor, time } = await desk()
  const t = await getTranslations('officer.next')
  const { ref, status } = request
  const building = status === 'review' && built?.state === 'building' && built.attempt === request.attempt
  const crossed = searches.some(search => search.decoys.crossed.length > 0)
  const moving = building || status === 'proved' || status === 'collecting'
  const revoked = status === 'released' && answerRevoked(onDesk.history)
  return (
    <Sheet id="next" title={t('title')}>
      {crossed && (
        <Notice tone="danger" title={t('crossed.title')}>
          <p>{t('crossed.text')}</p>
        </Notice>
      )}
      {revoked ? (
        <Revoked onDesk={onDesk} />
      ) : (
        <p>
          {building
            ? t('building')
            : t(status, { lapse: time(request.lapseAt), until: built?.expiresAt ? time(built.expiresAt) : '' })}
        </p>
      )}
      <Dialogue onDesk={onDesk} />
      {status === 'collecting' && <SearchProgress searches={searches} />}
      {moving && (
        <p className="text-sm">
          <a href={`/admin/requests/${ref}`}>{t('refresh')}</a>
        </p>
      )}
      {moving && <AutoRefresh />}
      {status === 'review' && !building && mayDo(actor, 'package:prepare') && (
        <div>
          <PrepareForm action={prepareAction.bind(null, ref)} label={t('prepare')} submit={t('prepare')} />
        </div>
      )}
      {(status === 'ready' || (status === 'released' && !revoked)) && built && mayDo(actor, 'package:preview') && (
        <div>
          <ButtonLink
            href={`/admin/requests/${ref}/preview`}
            start={status === 'ready'}
            tone={status === 'ready' ? 'primary' : 'secondary'}
          >
            {t(status === 'ready' ? 'read-and-release' : 'see-sent')}
          </ButtonLink>
        </div>
      )}
    </Sheet>
  )
}

/** The copy went to the wrong person: how its own person still gets an answer. */
const Revoked = async ({ onDesk: { request, history } }: { onDesk: RequestOnDesk }) => {
  const { actor } = await desk()
  const t = await getTranslations('officer.next')
  const reopened = history.findLast(({ event }) => event.type === 'request-reopened')?.event
  if (reopened?.type === 'request-reopened')
    return (
      <p>
        {t.rich('reopened', {
          successor: () => <a href={`/admin/requests/${reopened.successor}`}>{reopened.successor}</a>,
        })}
      </p>
    )
  return (
    <>
      <p>{t('revoked')}</p>
      {mayDo(actor, 'request:reopen') && (
        <div>
          <ButtonLink href={`/admin/requests/${request.ref}/reopen`}>{t('reopen')}</ButtonLink>
        </div>
      )}
    </>
  )
}

const SearchProgress = async ({ searches }: Pick<RequestOnDesk, 'searches'>) => {
  const t = await getTranslations('officer.next')
  const sum = (pick: (search: RequestOnDesk['searches'][number]) => number) =>
    searches.reduce((all, one) => all + pick(one), 0)
  const total = sum(one => one.collectionsTotal)
  const done = sum(one => one.collectionsDone)
  return (
    <Progress
      id="search-progress"
      label={t('progress')}
      value={total > 0 ? done : undefined}
      max={total > 0 ? total : undefined}
      text={t('progress-text', { done, total, records: sum(one => one.records) })}
    />
  )
}
