import type { ReactNode } from 'react'

/** A sheet of paper on the desk: things that belong together under one heading. `id` names the heading for links. */
export const Sheet = ({
  title,
  id,
  aside,
  children,
}: {
  title?: ReactNode | undefined
  id?: string | undefined
  aside?: ReactNode | undefined
  children: ReactNode
}) => (
  <section aria-labelledby={title && id ? id : undefined} className="sheet p-5 sm:p-7 staff:p-5">
    {(title || aside) && (
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 staff:mb-3">
        {title && <h2 id={id}>{title}</h2>}
        {aside}
      </div>
    )}
    <div className="flow">{children}</div>
  </section>
)
