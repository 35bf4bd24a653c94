import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { documentKinds, factsFor, proofs } from '#lib/assurance/levels.ts'
import { type Identity, viewIdentity } from '#lib/assurance/view-identity.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import { identityMeans } from '#lib/requests/status.ts'
import { desk } from '../../../desk.ts'
import { ClockEffects } from '../clock-effects.tsx'
import { Decision, Head } from '../head.tsx'
import { askAction, decideAction, documentAction } from './action.ts'
import { Collections } from './collections.tsx'
import { Flags } from './flags.tsx'
import { AskForm, DecideForm, DocumentForm } from './form.tsx'
import { Standing } from './standing.tsx'

/** Everything about one question: is it them? What speaks for and against it, and the three ways to be surer. */
export default async function IdentityPage({ params, searchParams }: PageProps<'/admin/requests/[ref]/identity'>) {
  const { ref } = await params
  const { done } = await searchParams
  const { actor } = await desk()
  const t = await getTranslations('assurance.officer')
  const seen = await viewIdentity(actor, { ref })
  if (!seen.ok || actor.kind !== 'officer') notFound()
  const identity = seen.value
  const { review, read, status } = identity
  return (
    <Decision>
      <Head reference={ref} page={t('title')}>
        {typeof done === 'string' && ['asked', 'noted', 'decided'].includes(done) && (
          <Notice tone="success" announce="status" title={t(`done.${done}`)} />
        )}
        <h1>{t('title')}</h1>
      </Head>
      <p>{t('lead')}</p>
      <Standing identity={identity} />
      {read && review && (
        <>
          <h2>{t('flags.title')}</h2>
          <Flags flags={review.flags} read />
          <p>{t('told', { count: review.told })}</p>
          <p>{t('facts-held', { count: review.facts })}</p>
        </>
      )}
      <Collections identity={identity} reference={ref} />
      {isOpenTo('identity', status) ? <Ways identity={identity} reference={ref} /> : <p>{t('shut')}</p>}
    </Decision>
  )
}

/** Ask the person, look at a document, decide. Whatever proves it answers what was asked, and the clock goes on. */
const Ways = async ({ identity, reference }: { identity: Identity; reference: string }) => {
  const { locale } = await desk()
  const t = await getTranslations('assurance.officer')
  const words = createTranslator(locale, 'history')
  return (
    <>
      <Ask identity={identity} reference={reference} />
      <Sheet id="document" title={t('document.title')}>
        <p>{t('document.text')}</p>
        <DocumentForm
          action={documentAction.bind(null, reference)}
          label={t('document.title')}
          submit={t('document.submit')}
          kind={t('document.kind')}
          on={t('document.on')}
          choices={documentKinds.map(value => ({ value, label: words(`document.${value}`) }))}
        />
      </Sheet>
      <Sheet id="decide" title={t('decide.title')}>
        <p>{t('decide.text')}</p>
        <DecideForm
          action={decideAction.bind(null, reference)}
          label={t('decide.title')}
          submit={t('decide.submit')}
          how={t('decide.how')}
          means={identityMeans.map(value => ({ value, label: t(`decide.means.${value}`) }))}
          level={t('decide.level')}
          reason={t('decide.reason')}
          reasonHint={t('decide.reason-hint')}
          choices={(['L1', 'L2', 'L3'] as const).map(value => ({ value, label: t(`levels.${value.toLowerCase()}`) }))}
        />
      </Sheet>
    </>
  )
}

/** The question, with what it does to the clock of each law; while it waits there is nothing to ask but facts in its place. */
const Ask = async ({ identity, reference }: { identity: Identity; reference: string }) => {
  const t = await getTranslations('assurance.officer')
  const { read, review, check, wanted, dueOn, effects, signsIn } = identity
  const facts = read && signsIn && check?.state !== 'open' && check?.state !== 'failed' ? (review?.facts ?? 0) : 0
  const ways = proofs.filter(by => (by === 'officer' ? !wanted : facts >= factsFor[by] && !(wanted && check)))
  return (
    <Sheet id="ask" title={t('ask.title')}>
      {wanted && <Notice tone="warning" title={t('ask.waits', { level: wanted })} />}
      {ways.length > 0 && (
        <>
          <p>{t('ask.text')}</p>
          <ClockEffects dueOn={dueOn} effects={effects} />
          <AskForm
            action={askAction.bind(null, reference)}
            label={t('ask.title')}
            submit={t('ask.submit')}
            by={t('ask.by')}
            reason={t('ask.reason')}
            reasonHint={t('ask.reason-hint')}
            choices={ways.map(value => ({ value, label: t(`ask.${value.toLowerCase()}`) }))}
          />
        </>
      )}
    </Sheet>
  )
}
