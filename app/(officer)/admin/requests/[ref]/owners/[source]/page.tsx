import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { KeyValue } from '#components/key-value.tsx'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { localeFacts, offeredLocales } from '#lib/i18n/locales.ts'
import { type OwnerOnDesk, viewOwner } from '#lib/owners/view-owner.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import { desk } from '../../../../desk.ts'
import { Head } from '../../head.tsx'
import { again, change, chase, stand } from './actions.ts'
import { ButtonForm, ChangeForm, StandInForm } from './forms.tsx'
import { Given } from './given.tsx'

type Props = PageProps<'/admin/requests/[ref]/owners/[source]'>

const tones = { waiting: 'info', answered: 'success', unanswered: 'danger', dropped: 'neutral' } as const

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: (await getTranslations('owners.desk'))('title', { source: decodeURIComponent((await params).source) }),
})

/** The colleague who was asked for one source: how it stands, what they gave, and what an officer can do about silence. */
export default async function OwnerPage({ params, searchParams }: Props) {
  const { ref, ...named } = await params
  const source = decodeURIComponent(named.source)
  const { actor } = await desk()
  const { done } = await searchParams
  const t = await getTranslations('owners.desk')
  const found = await viewOwner(actor, { ref, source })
  if (!found.ok) notFound()
  const owner = found.value
  const { question } = owner
  return (
    <>
      <Head reference={ref} page={source}>
        {(done === 'chased' || done === 'changed') && (
          <Notice tone="success" announce="status">
            <p>{t(`done.${done}`)}</p>
          </Notice>
        )}
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
          <h1>{t('title', { source })}</h1>
          <StatusTag tone={tones[question.state]}>{t(`state.${question.state}`)}</StatusTag>
        </div>
      </Head>
      <Standing owner={owner} />
      <Given page={`/admin/requests/${ref}/owners/${encodeURIComponent(source)}`} owner={owner} />
      <Steps reference={ref} source={source} owner={owner} />
    </>
  )
}

const Standing = async ({ owner: { question, lookedAt, reminded, answer } }: { owner: OwnerOnDesk }) => {
  const { time } = await desk()
  const t = await getTranslations('owners.desk')
  const facts = [
    { key: 'to', label: t('facts.to'), value: <bdi>{question.address}</bdi> },
    { key: 'asked', label: t('facts.asked'), value: time(question.askedAt) },
    { key: 'due', label: t('facts.due'), value: time(question.dueAt) },
    { key: 'looked', label: t('facts.looked'), value: lookedAt ? time(lookedAt) : t('facts.not-looked') },
    { key: 'chased', label: t('facts.chased'), value: t('facts.times', { count: reminded }) },
  ]
  const answered = answer && [
    { key: 'answer', label: t('facts.answer'), value: t(`answer.${answer.answer}`) },
    { key: 'by', label: t('facts.by'), value: t(answer.instead ? 'facts.officer' : 'facts.owner') },
  ]
  return (
    <Sheet>
      <KeyValue facts={[...facts, ...(answered ?? [])]} />
    </Sheet>
  )
}

const Steps = async ({ reference, source, owner }: { reference: string; source: string; owner: OwnerOnDesk }) => {
  const t = await getTranslations('owners.desk')
  const { question, status } = owner
  const waiting = question.state === 'waiting' && status === 'collecting'
  const silent = question.state === 'unanswered' && isOpenTo('search-again', status)
  if (!waiting && !silent) return null
  const languages = offeredLocales.map(value => ({ value, label: localeFacts[value].name }))
  const words = (key: 'chase' | 'change' | 'stand-in' | 'again') => ({
    title: t(`${key}.title`),
    submit: t(`${key}.submit`),
  })
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      {silent && (
        <Sheet id="again" title={t('again.title')}>
          <p>{t('again.text')}</p>
          <ButtonForm action={again.bind(null, reference, source)} {...words('again')} />
        </Sheet>
      )}
      {waiting && (
        <Sheet id="chase" title={t('chase.title')}>
          <p>{t('chase.text')}</p>
          <ButtonForm action={chase.bind(null, reference, source)} {...words('chase')} />
        </Sheet>
      )}
      {waiting && (
        <Sheet id="change" title={t('change.title')}>
          <p>{t('change.text')}</p>
          <ChangeForm
            action={change.bind(null, reference, source)}
            {...words('change')}
            address={t('change.address')}
            locale={t('change.locale')}
            options={languages}
          />
        </Sheet>
      )}
      <Sheet id="stand-in" title={t('stand-in.title')}>
        <p>{t('stand-in.text')}</p>
        <StandInForm
          action={stand.bind(null, reference, source)}
          {...words('stand-in')}
          reason={t('stand-in.reason')}
          hint={t('stand-in.reason-hint')}
        />
      </Sheet>
    </div>
  )
}
