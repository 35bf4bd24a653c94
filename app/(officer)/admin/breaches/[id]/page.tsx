import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Breadcrumbs } from '#components/breadcrumbs.tsx'
import { KeyValue } from '#components/key-value.tsx'
import { Quote } from '#components/quote.tsx'
import { Sheet } from '#components/sheet.tsx'
import { Timeline } from '#components/timeline.tsx'
import { sentenceOf } from '#lib/history/sentence-of.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { viewBreach } from '#lib/requests/view-breaches.ts'
import { BreachState } from '../../../../breach-state.tsx'
import { desk } from '../../desk.ts'
import { closeAction, decideAction } from './actions.ts'
import { CloseForm, DecideForm } from './forms.tsx'

/** One breach: what happened, until when the authority is told, and what was decided. That an officer looked is recorded. */
export default async function BreachPage({ params }: PageProps<'/admin/breaches/[id]'>) {
  const { id } = await params
  const { actor, time, formats, locale } = await desk()
  const t = await getTranslations('breaches')
  const shell = await getTranslations('shell')
  const found = await viewBreach(actor, { breach: id })
  if (!found.ok) notFound()
  const breach = found.value
  const history = createTranslator(locale, 'history')
  const open = (['authority', 'persons'] as const).filter(about => breach[about] === 'undecided')
  return (
    <div className="flow max-w-3xl">
      <Breadcrumbs
        label={shell('trail')}
        trail={[{ text: t('title'), href: '/admin/breaches' }, { text: breach.ref }]}
      />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <h1>{t('one.title', { ref: breach.ref })}</h1>
        <BreachState breach={breach} time={time} />
      </div>
      <KeyValue
        facts={[
          { key: 'aware', label: t('columns.aware'), value: time(breach.awareAt) },
          { key: 'due', label: t('columns.due'), value: time(breach.dueAt) },
          {
            key: 'request',
            label: t('columns.ref'),
            value: <a href={`/admin/requests/${breach.ref}`}>{breach.ref}</a>,
          },
        ]}
      />
      <Sheet id="happened" title={t('one.happened')}>
        <Quote text={breach.account} />
      </Sheet>
      {open.map(about => (
        <Sheet key={about} id={about} title={t(`one.${about}`)}>
          <p>{t(`one.${about}-law`)}</p>
          <DecideForm
            action={decideAction.bind(null, id, about)}
            about={about}
            label={t(`one.${about}`)}
            submit={t('one.save')}
          />
        </Sheet>
      ))}
      {open.length === 0 && !breach.closedAt && (
        <Sheet id="close" title={t('one.close')}>
          <p>{t('one.close-law')}</p>
          <CloseForm action={closeAction.bind(null, id)} label={t('one.close')} submit={t('one.close')} />
        </Sheet>
      )}
      {breach.told.length > 0 && (
        <Sheet id="told" title={t('one.told')}>
          <Timeline
            label={t('one.told')}
            entries={breach.told.map(({ at, event, reason }) => ({
              key: at.toString(),
              time: time(at),
              sentence: sentenceOf(event, history, formats),
              detail: reason && <Quote text={reason} />,
            }))}
          />
        </Sheet>
      )}
    </div>
  )
}
