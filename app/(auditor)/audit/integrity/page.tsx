import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/button-link.tsx'
import { Hash } from '#components/hash.tsx'
import { KeyValue } from '#components/key-value.tsx'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { Time } from '#components/time.tsx'
import { viewIntegrity } from '#lib/history/view-integrity.ts'
import { here, type SearchParams } from '../../../staff/here.ts'
import { seen } from '../../../staff/seen.ts'
import { VerdictNotice } from './verdict-notice.tsx'

const command = 'npm run -s dossier -- history verify --checkpoint checkpoint.txt --key key.txt'

/** A page is waited for: a longer history is checked by the command line, which has no such limit. */
const mostOnPage = 100_000

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('auditor'))('integrity.title'),
})

/** Whether the history is the one that was written: the last signed checkpoint, a check on demand, and how to check without us. */
export default async function IntegrityPage({ searchParams }: { searchParams: SearchParams }) {
  const [t, { actor, number, time }, { verify }] = [
    await getTranslations('auditor.integrity'),
    await here(),
    await searchParams,
  ]
  const { checkpoint, pending, key } = seen(actor, await viewIntegrity(actor, undefined))
  const tooLong = (checkpoint?.size ?? 0) > mostOnPage
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('lead')}</p>
      {verify === 'now' && !tooLong && <VerdictNotice actor={actor} />}
      {tooLong ? (
        <Notice tone="info">{t('too-long', { most: number(mostOnPage) })}</Notice>
      ) : (
        <ButtonLink href="/audit/integrity?verify=now">{t(verify === 'now' ? 'verify-again' : 'verify')}</ButtonLink>
      )}
      <Sheet id="checkpoint" title={t('checkpoint')}>
        {checkpoint ? (
          <>
            <KeyValue
              facts={[
                {
                  key: 'size',
                  label: t('size'),
                  value: t('events', { events: checkpoint.size, count: number(checkpoint.size) }),
                },
                {
                  key: 'at',
                  label: t('signed-at'),
                  value: <Time iso={checkpoint.at.toString()} text={time(checkpoint.at)} />,
                },
                {
                  key: 'pending',
                  label: t('pending'),
                  value: t('events', { events: pending, count: number(pending) }),
                },
                {
                  key: 'root',
                  label: t('root'),
                  value: <Hash value={Buffer.from(checkpoint.root).toString('base64')} />,
                },
              ]}
            />
            <pre dir="ltr" className="overflow-x-auto rounded-md bg-sunk p-4 text-sm whitespace-pre-wrap wrap-anywhere">
              {checkpoint.note}
            </pre>
            <ButtonLink href="/audit/integrity/checkpoint.txt" tone="secondary" download>
              {t('download')}
            </ButtonLink>
          </>
        ) : (
          <p>{t('no-checkpoint')}</p>
        )}
      </Sheet>
      <Sheet id="offline" title={t('offline')}>
        <p>{t('keep')}</p>
        <p>{t('key')}</p>
        <pre dir="ltr" className="overflow-x-auto rounded-md bg-sunk p-4 text-sm whitespace-pre-wrap wrap-anywhere">
          {key}
        </pre>
        <p>{t('command')}</p>
        <pre dir="ltr" className="overflow-x-auto rounded-md bg-sunk p-4 text-sm whitespace-pre-wrap">
          {command}
        </pre>
      </Sheet>
    </>
  )
}
