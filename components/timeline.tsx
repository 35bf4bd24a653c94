import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { type Tone, toneIcon, toneText } from './tone.ts'

export type TimelineEntry = {
  key: string
  time: ReactNode
  sentence: ReactNode
  tone?: Tone | undefined
  /** Who did it, where it is proved, the derivation of a date … */
  detail?: ReactNode | undefined
}

/** What happened, in order, as sentences with their times. */
export const Timeline = ({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) => (
  <ol aria-label={label} className="border-s-2 border-line ms-2.5">
    {entries.map(({ key, time, sentence, tone = 'neutral', detail }) => (
      <li key={key} className="relative ps-7 pb-6 last:pb-0 staff:pb-4">
        <span className={`absolute -start-[calc(0.65em+1px)] top-[0.15em] bg-(--ground) ${toneText[tone]}`}>
          <Icon name={tone === 'neutral' ? 'dot' : toneIcon[tone]} className="size-[1.3em]" />
        </span>
        <p className="text-sm text-ink-soft">{time}</p>
        <p className="mt-0.5">{sentence}</p>
        {detail && <div className="flow mt-1 text-sm text-ink-soft">{detail}</div>}
      </li>
    ))}
  </ol>
)
