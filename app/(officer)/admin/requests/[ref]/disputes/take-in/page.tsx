import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { KeyValue } from '#components/key-value.tsx'
import { Notice } from '#components/notice.tsx'
import { Untrusted } from '#components/untrusted.tsx'
import { viewTakingIn } from '#lib/disputes/view-taking-in.ts'
import { desk } from '../../../../desk.ts'
import { Decision, Head } from '../../head.tsx'
import { takeInDisputeAction } from './action.ts'
import { TakeInForm } from './form.tsx'

/** A complaint or an appeal that came by letter, by phone or over the counter is written down here, with the day it truly came. */
export default async function TakeInDisputePage({ params }: PageProps<'/admin/requests/[ref]/disputes/take-in'>) {
  const { ref } = await params
  const { actor, date } = await desk()
  const t = await getTranslations('disputes.take-in')
  const disputes = await getTranslations('disputes')
  const facts = await getTranslations('officer.facts')
  const intake = await getTranslations('intake.facts')
  const found = await viewTakingIn(actor, { ref })
  if (!found.ok) notFound()
  const { kinds, shut, today, address, postal } = found.value
  const page = `/admin/requests/${ref}`
  return (
    <Decision>
      <Head reference={ref} page={t('title')} trail={[{ text: disputes('title'), href: `${page}/disputes` }]}>
        <h1>{t('title')}</h1>
      </Head>
      <p>{t('law')}</p>
      <KeyValue
        facts={[
          { key: 'address', label: facts('address'), value: <Untrusted text={address} /> },
          ...(postal ? [{ key: 'postal', label: intake('postal'), value: <Untrusted text={postal} /> }] : []),
        ]}
      />
      {shut ? (
        <Notice tone="neutral" title={t('none')}>
          <p>{t(`shut.${shut}`)}</p>
          <p>
            <a href={`${page}/disputes`}>{disputes('title')}</a>
          </p>
        </Notice>
      ) : (
        <>
          <Notice tone="info">
            <p>{t(postal ? 'consequence-on-paper' : 'consequence')}</p>
          </Notice>
          <TakeInForm
            action={takeInDisputeAction.bind(null, ref)}
            label={t('title')}
            submit={t('submit')}
            cancel={page}
            kinds={kinds.map(({ kind, since }) => ({ kind, since: date(since, 'long') }))}
            today={date(today, 'long')}
          />
        </>
      )}
    </Decision>
  )
}
