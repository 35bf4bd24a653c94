import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import type { Actor } from '#lib/access/actor.ts'
import type { Fault } from '#lib/history/verdict.ts'
import { verifyStored } from '#lib/history/verify-stored.ts'
import { here } from '../../../staff/here.ts'
import { seen } from '../../../staff/seen.ts'

/** Runs the verifier over everything and says what came out; where it is bad, the first place. */
export const VerdictNotice = async ({ actor }: { actor: Actor }) => {
  const t = await getTranslations('auditor.verdict')
  const { number } = await here()
  const verdict = seen(actor, await verifyStored(actor, {}))
  if (verdict.ok)
    return (
      <Notice tone="success" title={t('genuine')} announce="status">
        <p>
          {t('counts', {
            size: number(verdict.size),
            streams: number(verdict.streams),
            unsealed: number(verdict.unsealed),
          })}
        </p>
        <p>{t('signed', { signed: number(verdict.signed) })}</p>
      </Notice>
    )
  const place = ({ position, stream, version }: Fault) =>
    [
      position === null ? undefined : t('position', { position: number(position) }),
      stream === undefined ? undefined : t('stream', { stream, version: version ?? 0 }),
    ]
      .filter(Boolean)
      .join(', ')
  const { lastGoodCheckpoint, firstBadCheckpoint } = verdict
  return (
    <Notice tone="danger" title={t('broken')} announce="alert">
      <ol>
        {verdict.faults.slice(0, 10).map(fault => (
          <li key={`${fault.kind} ${fault.position} ${fault.stream} ${fault.version}`} className="wrap-anywhere">
            {t(`faults.${fault.kind}`)} {place(fault)} {fault.detail && <code dir="ltr">{fault.detail}</code>}
          </li>
        ))}
      </ol>
      {lastGoodCheckpoint !== null && <p>{t('last-good', { size: number(lastGoodCheckpoint) })}</p>}
      {firstBadCheckpoint !== null && <p>{t('first-bad', { size: number(firstBadCheckpoint) })}</p>}
    </Notice>
  )
}
