import { Icon } from './icon.tsx'

type Props = {
  /** Whole days until the due date: 0 is today, negative is late. `null`: the clock does not run. */
  daysLeft: number | null
  /** The same in words: "5 days left", "2 days late", "paused". */
  text: string
  /** The due date: ISO 8601 for machines, written out for people. */
  date?: { iso: string; text: string } | undefined
  /** From how many days on it is pressing. */
  soon?: number | undefined
}

const look = (daysLeft: number | null, soon: number) => {
  if (daysLeft === null) return { icon: 'pause', tag: 'text-ink-soft bg-sunk' } as const
  // Late is the one thing that must be seen from across the room: it alone is filled.
  if (daysLeft < 0) return { icon: 'danger', tag: 'bg-danger text-sheet border-danger' } as const
  if (daysLeft <= soon) return { icon: 'warning', tag: 'text-warning bg-warning-soft' } as const
  return { icon: 'clock', tag: 'text-ink bg-sheet border-line-strong' } as const
}

/** How much time the law leaves. */
export const DueBadge = ({ daysLeft, text, date, soon = 7 }: Props) => {
  const { icon, tag } = look(daysLeft, soon)
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className={`tag tabular-nums whitespace-nowrap ${tag}`}>
        <Icon name={icon} />
        <span>{text}</span>
      </span>
      {date && (
        <time dateTime={date.iso} className="text-sm whitespace-nowrap">
          {date.text}
        </time>
      )}
    </span>
  )
}
