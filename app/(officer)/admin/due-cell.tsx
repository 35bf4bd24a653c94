import { getTranslations } from 'next-intl/server'
import type { Temporal } from 'temporal-polyfill'
import { DueBadge } from '#components/due-badge.tsx'
import { desk } from './desk.ts'

type Props = {
  dueOn: Temporal.PlainDate
  safeOn: Temporal.PlainDate
  daysLeft: number
  safeDaysLeft: number
  /** The law still wants an answer. */
  open: boolean
}

/** How long there is: the date the law names, and the safe one where they differ. */
export const DueCell = async ({ dueOn, safeOn, daysLeft, safeDaysLeft, open }: Props) => {
  const { date } = await desk()
  const written = { iso: dueOn.toString(), text: date(dueOn, 'short') }
  const t = await getTranslations('officer.due')
  return open ? (
    <span className="grid justify-items-start gap-0.5">
      <DueBadge
        daysLeft={daysLeft}
        text={t(daysLeft < 0 ? 'late' : 'left', { days: Math.abs(daysLeft) })}
        date={written}
      />
      {safeDaysLeft < daysLeft && (
        <span className={`text-sm ${safeDaysLeft < 0 ? 'font-semibold text-warning' : 'text-ink-soft'}`}>
          {t(safeDaysLeft < 0 ? 'safe-passed' : 'safe', { date: date(safeOn, 'short') })}
        </span>
      )}
    </span>
  ) : (
    <time dateTime={written.iso}>{written.text}</time>
  )
}
