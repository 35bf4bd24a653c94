import { getTranslations } from 'next-intl/server'
import { KeyValue } from '#components/key-value.tsx'
import { Notice } from '#components/notice.tsx'
import type { Identity } from '#lib/assurance/view-identity.ts'
import { desk } from '../../../desk.ts'

/** The level that is reached, the one that is needed, and what stands in the way. */
export const Standing = async ({ identity }: { identity: Identity }) => {
  const { actor, time } = await desk()
  const t = await getTranslations('assurance.officer')
  const { reached, needed, enough, contested, waiting, waitUntil, check, read } = identity
  const until = waitUntil && time(waitUntil)
  const knows = actor.kind === 'officer'
  return (
    <>
      {contested && (
        <Notice tone="danger" title={t('contested.title')}>
          <p>{t('contested.text')}</p>
        </Notice>
      )}
      {waiting && until && (
        <Notice tone="warning" title={t('waiting.title')}>
          <p>{t('waiting.text', { until })}</p>
        </Notice>
      )}
      <KeyValue
        facts={[
          { key: 'reached', label: t('reached'), value: t(`levels.${reached.toLowerCase()}`) },
          ...(knows ? [{ key: 'needed', label: t('needed'), value: t(`levels.${needed.toLowerCase()}`) }] : []),
        ]}
      />
      {!read && <p>{t(identity.status === 'collecting' ? 'none-found' : 'unread')}</p>}
      {read && knows && <p>{t(enough ? 'enough' : 'not-enough')}</p>}
      {check && <p>{t(`check.${check.state}`, { facts: check.facts, left: check.left })}</p>}
    </>
  )
}
