import type { ReactNode } from 'react'

/** Buttons and links that belong together, the most likely first. On a phone each takes the whole width. */
export const Actions = ({ children }: { children: ReactNode }) => (
  <div
    data-print="no"
    className="mt-8 flex flex-col gap-3 *:w-full sm:flex-row sm:flex-wrap sm:items-center sm:*:w-auto staff:mt-6"
  >
    {children}
  </div>
)
