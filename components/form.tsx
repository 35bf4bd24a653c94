import type { ReactNode } from 'react'

type Props = {
  /** A server action, or for `method="get"` the address to go to. */
  action: string | ((form: FormData) => void | Promise<void>)
  method?: 'get' | undefined
  id?: string | undefined
  /** Names the form for screen readers when a page has several. */
  label?: string | undefined
  children: ReactNode
}

/**
 * A form whose answers are judged by the server: `noValidate`, because the browser's own bubbles disappear, cannot be translated by us and
 * are not read out reliably. It posts natively when there is no JavaScript.
 */
export const Form = ({ action, method, id, label, children }: Props) => (
  <form action={action} method={method} id={id} aria-label={label} noValidate className="grid gap-7 staff:gap-5">
    {children}
  </form>
)
