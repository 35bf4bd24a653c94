import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** More for those who want it; folded by the browser itself. */
export const Details = ({
  summary,
  open,
  children,
}: {
  summary: ReactNode
  open?: boolean | undefined
  children: ReactNode
}) => (
  <details open={open} className="group">
    <summary className="inline-flex min-h-11 cursor-pointer list-none items-center gap-2 text-accent underline underline-offset-4 hover:text-accent-deep staff:min-h-8 [&::-webkit-details-marker]:hidden">
      <Icon name="chevron" className="group-open:rotate-90 rtl:group-open:-rotate-90" />
      {summary}
    </summary>
    <div className="flow mt-2 border-s-4 border-line ps-5">{children}</div>
  </details>
)
