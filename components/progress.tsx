import type { ReactNode } from 'react'

type Props = {
  id: string
  label: string
  /** How far, in the same unit as `max`. Without it: under way, nobody knows how far. */
  value?: number | undefined
  max?: number | undefined
  /** The same in words: "14 of 23 places searched". Announced when it changes. */
  text: ReactNode
}

/** How far a search has come, true at the moment the page was made. `AutoRefresh` keeps it true. */
export const Progress = ({ id, label, value, max, text }: Props) => (
  <div>
    <label htmlFor={id} className="font-semibold">
      {label}
    </label>
    <progress id={id} value={value} max={max} className="my-2" />
    <p role="status" className="text-ink-soft tabular-nums">
      {text}
    </p>
  </div>
)
