'use client'

import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import { type ButtonTone, buttonClass } from './button.tsx'

type Props = {
  tone?: ButtonTone | undefined
  /** What the button says while the form is on its way, e.g. "Sending …". */
  sending: string
  name?: string | undefined
  value?: string | undefined
  children: ReactNode
}

/**
 * Sends its form once. With JavaScript a second click does nothing and the button says `sending`; without, the form posts natively (the
 * verb behind it must bear a second post). `aria-disabled` instead of `disabled`: the focus must not be lost.
 */
export const SubmitButton = ({ tone = 'primary', sending, name, value, children }: Props) => {
  const { pending } = useFormStatus()
  return (
    <button
      type="submit"
      name={name}
      value={value}
      className={buttonClass(tone)}
      aria-disabled={pending || undefined}
      onClick={event => pending && event.preventDefault()}
    >
      <span aria-live="polite">{pending ? sending : children}</span>
    </button>
  )
}
