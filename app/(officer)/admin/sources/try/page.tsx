import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Breadcrumbs } from '#components/breadcrumbs.tsx'
import { Notice } from '#components/notice.tsx'
import { Table } from '#components/table.tsx'
import { Untrusted } from '#components/untrusted.tsx'
import { viewTrials } from '#lib/sources/view-trials.ts'
import { desk } from '../../desk.ts'
import { tryIt } from './action.ts'
import { TryForm } from './form.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('health.trial'))('title'),
})

/** A dry run for one address: how much lies where, and why it would be found. Stores nothing and mails nobody; that it was done is recorded. */
export default async function TryPage() {
  const { actor, time } = await desk()
  const t = await getTranslations('health.trial')
  const form = await getTranslations('shell.form')
  const shell = await getTranslations('shell')
  const health = await getTranslations('health')
  const trials = await viewTrials(actor, {})
  if (!trials.ok) notFound()
  return (
    <>
      <Breadcrumbs
        label={shell('trail')}
        trail={[{ text: health('title'), href: '/admin/sources' }, { text: t('title') }]}
      />
      <h1>{t('title')}</h1>
      <div className="flow max-w-3xl">
        <p>{t('lead')}</p>
        <Notice tone="info">
          <p>{t('recorded')}</p>
        </Notice>
      </div>
      <TryForm
        action={tryIt}
        words={{
          ...{ title: t('title'), submit: t('submit'), address: t('address') },
          ...{ purpose: t('purpose'), hint: t('purpose-hint') },
          ...{ problem: form('problem'), sending: form('sending'), cancel: form('cancel') },
        }}
        result={{
          ...{ title: t('result'), collection: t('collection'), ended: t('ended') },
          ...{ records: t('records'), why: t('why') },
        }}
      />
      {trials.value.length === 0 ? (
        <p className="text-ink-soft">{t('before-none')}</p>
      ) : (
        <Table
          caption={t('before')}
          columns={[
            { key: 'when', label: t('when') },
            { key: 'who', label: t('who') },
            { key: 'purpose', label: t('purpose') },
          ]}
          rows={trials.value.map(({ id, at, by, purpose }) => ({
            key: id,
            cells: [time(at), by, <Untrusted key="purpose" text={purpose} />],
          }))}
        />
      )}
    </>
  )
}
