import type { ReactNode } from 'react'

export type Fact = { key: string; label: ReactNode; value: ReactNode }

/** Facts about one thing, side by side where there is room. */
export const KeyValue = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] staff:gap-y-3">
    {facts.map(({ key, label, value }) => (
      <div key={key} className="min-w-0">
        <dt className="text-sm text-ink-soft">{label}</dt>
        <dd className="wrap-anywhere font-medium">{value}</dd>
      </div>
    ))}
  </dl>
)
