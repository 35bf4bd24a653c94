import { getTranslations } from 'next-intl/server'
import { Sheet } from '#components/sheet.tsx'
import { mayDo } from '#lib/access/authorise.ts'
import type { Permission } from '#lib/access/grants.ts'
import { type OfficerMove, whyReopenShut, whyShut } from '#lib/requests/officer-moves.ts'
import type { RequestOnDesk } from '#lib/requests/view-request.ts'
import { desk } from '../../desk.ts'

/** Where each move is made, and who may. Withholding is done beside the records, preparing by the button above. */
const pages = {
  prepare: { page: '', permission: 'package:prepare' },
  release: { page: '/preview', permission: 'package:release' },
  write: { page: '/messages', permission: 'message:to-person' },
  ask: { page: '/ask', permission: 'question:ask' },
  extend: { page: '/extend', permission: 'request:extend' },
  identity: { page: '/identity', permission: 'identity:ask' },
  fee: { page: '/fee', permission: 'request:ask' },
  'set-date': { page: '/set-date', permission: 'request:set-date' },
  'change-regime': { page: '/regime', permission: 'request:change-regime' },
  assign: { page: '/assign', permission: 'request:assign' },
  'search-again': { page: '/search-again', permission: 'collection:retry' },
  refuse: { page: '/refuse', permission: 'request:refuse' },
  close: { page: '/close', permission: 'request:close' },
  misdirected: { page: '/misdirected', permission: 'breach:handle' },
  reopen: { page: '/reopen', permission: 'request:reopen' },
} as const satisfies { [move in Exclude<OfficerMove, 'withhold'>]: { page: string; permission: Permission } }

/** Everything that can be done to a request; what cannot be done now says why. */
export const Moves = async ({ onDesk: { request, history, takeable } }: { onDesk: RequestOnDesk }) => {
  const { actor } = await desk()
  const t = await getTranslations('officer.moves')
  const disputes = await getTranslations('disputes.take-in')
  const moves = (Object.keys(pages) as (keyof typeof pages)[]).filter(move => mayDo(actor, pages[move].permission))
  return (
    <Sheet id="moves" title={t('title')}>
      <ul className="grid gap-2">
        {moves.map(move => {
          const { status } = request
          const shut = move === 'reopen' ? whyReopenShut(status, history) : whyShut(move, status)
          return (
            <li key={move} className={shut ? 'text-ink-soft' : ''}>
              {shut ? (
                t(`names.${move}`)
              ) : (
                <a href={`/admin/requests/${request.ref}${pages[move].page || '#next'}`}>{t(`names.${move}`)}</a>
              )}
              {shut && <span className="block text-sm">{t(`shut.${shut}`)}</span>}
            </li>
          )
        })}
        {mayDo(actor, 'dispute:take-in') && (
          <li className={takeable.shut ? 'text-ink-soft' : ''}>
            {takeable.shut ? (
              disputes('title')
            ) : (
              <a href={`/admin/requests/${request.ref}/disputes/take-in`}>{disputes('title')}</a>
            )}
            {takeable.shut && <span className="block text-sm">{disputes(`shut.${takeable.shut}`)}</span>}
          </li>
        )}
      </ul>
    </Sheet>
  )
}
