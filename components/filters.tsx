import type { ReactNode } from 'react'
import { Button } from './button.tsx'

type Props = {
  /** Where the list is; the choices become its query. */
  action: string
  label: string
  apply: string
  /** A link that takes all choices away, when there are any. */
  clear?: { href: string; text: string } | undefined
  children: ReactNode
}

/** What a list is narrowed to. A plain GET form: the address of the page says what it shows. */
export const Filters = ({ action, label, apply, clear, children }: Props) => (
  <form
    action={action}
    method="get"
    aria-label={label}
    data-print="no"
    className="sheet flex flex-wrap items-end gap-x-4 gap-y-3 p-4 *:min-w-40 *:flex-1"
  >
    {children}
    <div className="flex flex-none! items-center gap-4">
      <Button tone="secondary">{apply}</Button>
      {clear && <a href={clear.href}>{clear.text}</a>}
    </div>
  </form>
)
