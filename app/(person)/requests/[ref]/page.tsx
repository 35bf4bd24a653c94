import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { BackLink } from '#components/back-link.tsx'
import { Steps } from '#components/steps.tsx'
import { Time } from '#components/time.tsx'
import { viewOwnDisputes } from '#lib/disputes/view-own-disputes.ts'
import { viewOwnRequest } from '#lib/requests/view-own-request.ts'
import { signedInPerson } from '../../../signed-in-person.ts'
import { speechIn } from '../../../speech.ts'
import { Answer } from './answer.tsx'
import { Asked } from './asked.tsx'
import { Dialogue } from './dialogue.tsx'
import { Disputes } from './disputes.tsx'
import { DueDate } from './due-date.tsx'
import { FormerAddress } from './former-address.tsx'
import { Letters } from './letters.tsx'
import { Search } from './search.tsx'
import { Story } from './story.tsx'

type Props = { params: Promise<{ ref: string }> }

const ownRequest = cache(async (ref: string) => {
  const found = await viewOwnRequest(await signedInPerson(`/requests/${encodeURIComponent(ref)}`), ref)
  return found.ok ? found.value : notFound()
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('person.request')
  return { title: t('title', { ref: (await params).ref }) }
}

/** One request: where it stands, by when it is answered and why then, what was written, what can be downloaded. */
export default async function RequestPage({ params }: Props) {
  const request = await ownRequest((await params).ref)
  const { ref, status, outcome, way, zone } = request
  const t = await getTranslations('person.request')
  const speech = await speechIn(zone)
  const disputes = await viewOwnDisputes(await signedInPerson(`/requests/${encodeURIComponent(ref)}`), ref)
  return (
    <>
      <BackLink href="/requests" text={t('back')} />
      <h1>{t('title', { ref })}</h1>
      <p className="text-lg">{t(`says.${status}`)}</p>
      {outcome && <p>{t(`ended.${outcome}`)}</p>}
      <Dialogue request={request} speech={speech} />
      <Asked reference={ref} />
      <Answer request={request} speech={speech} />
      <Search request={request} />
      <h2>{t('way.title')}</h2>
      <Steps
        label={t('way.title')}
        steps={way.map(({ station, state, at }) => ({
          key: station,
          title: t(`way.${station}`),
          state,
          stateText: t(`way.state.${state}`),
          time: at && <Time iso={at.toString()} text={speech.instant(at)} />,
        }))}
      />
      <DueDate request={request} speech={speech} />
      <Story request={request} speech={speech} />
      <Letters request={request} speech={speech} />
      {disputes.ok && <Disputes found={disputes.value} speech={speech} />}
      {(status === 'review' || status === 'ready') && <FormerAddress reference={ref} />}
      {request.complaint && (
        <p data-print="no">
          <a href={`/requests/${ref}/complaint`}>{(await getTranslations('letters.complaint'))('link')}</a>
        </p>
      )}
      {request.maySay.withdraw && (
        <section className="flow" data-print="no">
          <h2>{t('withdraw.title')}</h2>
          <p>{t('withdraw.text')}</p>
          <p>
            <a href={`/requests/${ref}/withdraw`}>{t('withdraw.link')}</a>
          </p>
        </section>
      )}
    </>
  )
}
