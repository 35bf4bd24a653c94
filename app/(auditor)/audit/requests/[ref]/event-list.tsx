import { getTranslations } from 'next-intl/server'
import { Time } from '#components/time.tsx'
import { Timeline } from '#components/timeline.tsx'
import type { Tone } from '#components/tone.ts'
import type { HistoryEvent } from '#lib/history/events.ts'
import { sentenceOf } from '#lib/history/sentence-of.ts'
import type { viewAuditedRequest } from '#lib/history/view-audited-request.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import type { Result } from '#lib/kernel/result.ts'
import { here } from '../../../../staff/here.ts'
import { ActorName } from '../../actor-name.tsx'

type Seen<V> = V extends (...of: never[]) => Promise<Result<infer T>> ? T : never
type Props = Pick<Seen<typeof viewAuditedRequest>, 'events' | 'signed'>

const tones: { [type in HistoryEvent['type']]?: Tone } = {
  'address-proved': 'success',
  'collection-finished': 'success',
  'package-released': 'success',
  'source-failed': 'danger',
  'request-refused': 'warning',
  'deadline-extended': 'warning',
  'value-withheld': 'warning',
  'mentions-decided': 'warning',
  'candidates-decided': 'warning',
}

/** The history in sentences: when, what, by whom (a kind and, for staff, a pseudonym), and at which leaf of the tree. */
export const EventList = async ({ events, signed }: Props) => {
  const t = await getTranslations('auditor')
  const { locale, time, formats, number } = await here()
  const says = createTranslator(locale, 'history')
  const leafText = (leaf: number | null) => {
    if (leaf === null) return t('leaf.none')
    return t(leaf < signed ? 'leaf.signed' : 'leaf.unsigned', { leaf: number(leaf) })
  }
  return (
    <Timeline
      label={t('request.history')}
      entries={events.map(({ version, at, actor, leaf, event }) => ({
        key: String(version),
        time: <Time iso={at.toString()} text={time(at)} />,
        sentence: sentenceOf(event, says, formats),
        tone: tones[event.type],
        detail: (
          <p>
            <ActorName actor={actor} /> · {leafText(leaf)}
          </p>
        ),
      }))}
    />
  )
}
