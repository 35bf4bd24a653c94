import { getTranslations } from 'next-intl/server'
import { Quote } from '#components/quote.tsx'
import { Sheet } from '#components/sheet.tsx'
import { Timeline } from '#components/timeline.tsx'
import type { Tone } from '#components/tone.ts'
import { describeInOneLine } from '#lib/deadlines/describe-steps.ts'
import type { HistoryEvent } from '#lib/history/events.ts'
import type { Entry } from '#lib/history/read-stream.ts'
import { sentenceOf } from '#lib/history/sentence-of.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import type { RequestOnDesk } from '#lib/requests/view-request.ts'
import { desk } from '../../desk.ts'

const tones: { [type in HistoryEvent['type']]?: Tone } = {
  'address-proved': 'success',
  'source-failed': 'danger',
  'deadline-extended': 'warning',
  'regime-changed': 'warning',
  'value-withheld': 'warning',
  'mentions-decided': 'warning',
  'candidates-decided': 'warning',
  'package-built': 'success',
  'package-released': 'success',
  'request-refused': 'danger',
  'proof-asked': 'warning',
  'fee-asked': 'warning',
  'date-proposed': 'warning',
  'date-set': 'warning',
  'dispute-received': 'danger',
  'dispute-decided': 'success',
}

/** What happened to a request, the latest first: a sentence, who, when, and the reason that was given. */
export const Story = async ({
  onDesk,
  reasons,
}: {
  onDesk: RequestOnDesk
  reasons: Map<string, string> | undefined
}) => {
  const { time, formats, locale } = await desk()
  const t = await getTranslations('officer.story')
  const history = createTranslator(locale, 'history')
  const law = createTranslator(locale, 'deadlines')
  const who = ({ actor }: Entry) => {
    const [kind = '', id = ''] = actor.split(':')
    return onDesk.staff.get(id)?.name ?? history(`actor.${kind}`)
  }
  const reasonOf = (event: HistoryEvent) => ('reason' in event && event.reason ? reasons?.get(event.reason) : undefined)
  return (
    <Sheet id="story" title={t('title')}>
      <Timeline
        label={t('title')}
        entries={onDesk.history.toReversed().map(entry => {
          const reason = reasonOf(entry.event)
          const steps = onDesk.derivations.get(entry.version)
          return {
            key: String(entry.version),
            time: (
              <>
                <time dateTime={entry.at.toString()}>{time(entry.at)}</time> · <bdi>{who(entry)}</bdi>
              </>
            ),
            sentence: sentenceOf(entry.event, history, formats),
            tone: toneOf(entry.event),
            detail: (reason || steps) && (
              <>
                {reason && <Quote text={reason} />}
                {steps && <p className="text-sm text-ink-soft">{describeInOneLine(steps, law, locale)}</p>}
              </>
            ),
          }
        })}
      />
    </Sheet>
  )
}

const toneOf = (event: HistoryEvent): Tone =>
  event.type === 'source-searched' && (event.decoys.crossed > 0 || Object.keys(event.failed).length > 0)
    ? 'danger'
    : (tones[event.type] ?? 'neutral')
