import { getTranslations } from 'next-intl/server'
import { Table } from '#components/table.tsx'
import { staffRoles } from '#lib/access/actor.ts'
import type { RecordEntry } from '#lib/audit/view-record.ts'
import type { HistoryEvent } from '#lib/history/events.ts'
import { sentenceOf } from '#lib/history/sentence-of.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { here } from '../here.ts'
import { Part, type Recorded } from './record.tsx'

/** Who acted: what they are and, for staff, the number by which two acts of one person are seen. */
const whoSays = async () => {
  const actors = await getTranslations('auditor.actors')
  return ({ actor }: RecordEntry) => {
    const [kind = '', id = ''] = actor.split(':')
    const said = actors(actors.has(kind) ? kind : 'unknown')
    return (staffRoles as readonly string[]).includes(kind) && id ? `${said} ${id.slice(0, 8)}` : said
  }
}

const Mark = ({ hash }: { hash: string | null | undefined }) =>
  hash ? (
    <code dir="ltr" className="fingerprint">
      {hash}
    </code>
  ) : null

/** The whole history, the earliest first. */
export const Happened = async ({ found: { events } }: { found: Recorded }) => {
  const t = await getTranslations('record')
  const { locale, time, formats, number } = await here()
  const [says, who] = [createTranslator(locale, 'history'), await whoSays()]
  return (
    <Part id="history" title={t('history.title')}>
      <Table
        caption={t('history.title')}
        captionHidden
        columns={[
          { key: 'number', label: t('history.number'), align: 'end' },
          ...(['when', 'what', 'who'] as const).map(key => ({ key, label: t(`history.${key}`) })),
          { key: 'leaf', label: t('history.leaf'), align: 'end' as const },
        ]}
        rows={events.map(entry => ({
          key: String(entry.version),
          cells: [
            number(entry.version),
            time(entry.at),
            sentenceOf(entry.event, says, formats),
            who(entry),
            entry.leaf === null ? null : number(entry.leaf),
          ],
        }))}
      />
    </Part>
  )
}

/** What somebody decided, beside what merely happened. */
const decided: ReadonlySet<HistoryEvent['type']> = new Set([
  ...(['regime-changed', 'proof-asked', 'fee-asked', 'date-proposed', 'date-proposal-dropped', 'date-set'] as const),
  ...(['deadline-extended', 'value-withheld', 'withholding-lifted', 'proof-given', 'request-refused'] as const),
  ...(['package-released', 'release-revoked', 'request-closed', 'request-reopened', 'dispute-decided'] as const),
  ...(['breach-decided', 'breach-closed', 'mentions-decided', 'candidates-decided', 'owner-stood-in'] as const),
])

export const Decisions = async ({ found: { events } }: { found: Recorded }) => {
  const t = await getTranslations('record')
  const { locale, time, formats } = await here()
  const [says, who] = [createTranslator(locale, 'history'), await whoSays()]
  const taken = events.filter(({ event }) => decided.has(event.type))
  return (
    <Part id="decisions" title={t('decisions.title')}>
      {taken.length === 0 ? (
        <p>{t('decisions.none')}</p>
      ) : (
        <Table
          caption={t('decisions.title')}
          captionHidden
          columns={[
            { key: 'decision', label: t('decisions.decision') },
            { key: 'when', label: t('history.when') },
            { key: 'who', label: t('history.who') },
            { key: 'reason', label: t('decisions.reason') },
          ]}
          rows={taken.map(entry => ({
            key: String(entry.version),
            cells: [
              sentenceOf(entry.event, says, formats),
              time(entry.at),
              who(entry),
              'reason' in entry.event ? <Mark key="reason" hash={entry.event.reason} /> : null,
            ],
          }))}
        />
      )}
    </Part>
  )
}

/** What was written to and by the person: its kind, its day, the commitment to its text, and what became of the mail. */
export const Letters = async ({ found: { events, mails } }: { found: Recorded }) => {
  const [t, states] = [await getTranslations('record'), await getTranslations('auditor.mails.states')]
  const { locale, time } = await here()
  const kinds = createTranslator(locale, 'history')
  const stateOf = new Map(mails.map(({ id, state }) => [id, state]))
  const rows = events.flatMap(({ version, at, event }) => {
    if (event.type === 'letter-written')
      return [{ version, at, what: kinds(`kind.${event.kind}`), hash: event.body, mail: event.mail }]
    if (event.type === 'message-written')
      return [
        {
          version,
          at,
          what: t(event.side === 'team' ? 'letters.to-person' : 'letters.from-person'),
          hash: event.body,
          mail: event.mail,
        },
      ]
    if (event.type === 'clarification-asked')
      return [{ version, at, what: t('letters.question'), hash: event.body, mail: event.mail }]
    return []
  })
  return (
    <Part id="letters" title={t('letters.title')}>
      {rows.length === 0 ? (
        <p>{t('letters.none')}</p>
      ) : (
        <Table
          caption={t('letters.title')}
          captionHidden
          columns={[
            { key: 'what', label: t('letters.what') },
            { key: 'when', label: t('history.when') },
            { key: 'fingerprint', label: t('letters.fingerprint') },
            { key: 'mail', label: t('letters.mail') },
          ]}
          rows={rows.map(({ version, at, what, hash, mail }) => {
            const state = stateOf.get(mail)
            return {
              key: String(version),
              cells: [what, time(at), <Mark key="hash" hash={hash} />, state ? states(state) : null],
            }
          })}
        />
      )}
    </Part>
  )
}

/** Where the events stand: how many have their leaf, and the checkpoint that vouches for it. */
export const Proof = async ({ found: { events, checkpoint, key } }: { found: Recorded }) => {
  const t = await getTranslations('record')
  if (!checkpoint)
    return (
      <Part id="proof" title={t('proof.title')}>
        {t('proof.none')}
      </Part>
    )
  const sealed = events.filter(({ leaf }) => leaf !== null && leaf < checkpoint.size).length
  return (
    <Part id="proof" title={t('proof.title')}>
      <p>{t('proof.leaves', { count: events.length, sealed, size: checkpoint.size })}</p>
      <pre dir="ltr" className="fingerprint whitespace-pre-wrap wrap-anywhere">
        {checkpoint.note}
      </pre>
      <p>{t('proof.key')}</p>
      <pre dir="ltr" className="fingerprint whitespace-pre-wrap wrap-anywhere">
        {key}
      </pre>
      <p>{t('proof.how')}</p>
    </Part>
  )
}
