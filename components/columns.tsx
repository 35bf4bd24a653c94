import type { ReactNode } from 'react'

/** The matter and, beside it on a wide screen, below it on a phone, what helps to decide about it. */
export const Columns = ({ aside, children }: { aside: ReactNode; children: ReactNode }) => (
  <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
    <div className="flow min-w-0">{children}</div>
    <aside className="flow min-w-0">{aside}</aside>
  </div>
)
