import type { ReactNode } from 'react'
import { type Tone, toneClass } from './tone.ts'

type Props = { tone?: Tone | undefined; label: string; children: ReactNode }

/** A strip across the whole page, above the header: what is true of every page (a demo, a planned interruption). */
export const Banner = ({ tone = 'warning', label, children }: Props) => (
  <section aria-label={label} data-print="no" className={`border-b border-current/25 ${toneClass[tone]}`}>
    <div className="mx-auto flex max-w-7xl flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2 text-sm sm:px-6">
      <strong className="rounded-sm border border-current px-1.5 text-xs font-bold">{label}</strong>
      <div className="min-w-0 flex-1 basis-64 text-ink">{children}</div>
    </div>
  </section>
)
