import type { ReactNode } from 'react'

export type SummaryRow = {
  key: string
  label: ReactNode
  value: ReactNode
  /** Where this answer is changed. `about` completes the link for those who hear it alone: "Change" + "your address". */
  change?: { href: string; text: string; about: string } | undefined
}

/** Answers to be checked before they are sent: question, answer, change. */
export const SummaryList = ({ rows }: { rows: readonly SummaryRow[] }) => (
  <dl className="border-t border-line">
    {rows.map(({ key, label, value, change }) => (
      <div
        key={key}
        className="grid gap-x-6 gap-y-1 border-b border-line py-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] staff:py-2.5"
      >
        <dt className="font-semibold">{label}</dt>
        <dd className="min-w-0 wrap-anywhere">{value}</dd>
        {change && (
          <dd data-print="no">
            <a href={change.href}>
              {change.text}
              <span className="sr-only"> {change.about}</span>
            </a>
          </dd>
        )}
      </div>
    ))}
  </dl>
)
