import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

export type FieldText = {
  label: ReactNode
  hint?: ReactNode | undefined
  error?: string | undefined
  /** The word for "optional"; fields without it are needed. */
  optional?: string | undefined
}

/** The ids a control must carry so that nobody can forget to wire label, hint and error. */
export const fieldWiring = (id: string, { hint, error }: Pick<FieldText, 'hint' | 'error'>) => ({
  'aria-describedby': [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined,
  'aria-invalid': error ? (true as const) : undefined,
})

/** The error of one field, above the control so that a phone's keyboard does not cover it. */
export const FieldError = ({ id, children }: { id: string; children: string | undefined }) =>
  children ? (
    <p id={`${id}-error`} className="mt-1.5 flex items-start gap-2 font-semibold text-danger">
      <Icon name="danger" className="mt-[0.2em]" />
      <span>{children}</span>
    </p>
  ) : null

/** Hint under a label. */
export const FieldHint = ({ id, children }: { id: string; children: ReactNode }) =>
  children ? (
    <div id={`${id}-hint`} className="mt-0.5 text-ink-soft">
      {children}
    </div>
  ) : null

type Props = FieldText & { id: string; large?: boolean | undefined; children: ReactNode }

/** Label, hint and error around one control. `large`: the label is the page's question and therefore its heading. */
export const FieldFrame = ({ id, label, hint, error, optional, large = false, children }: Props) => {
  const text = (
    <label htmlFor={id} className={large ? 'block' : 'block font-semibold'}>
      {label}
      {optional && <span className="font-normal text-ink-soft"> ({optional})</span>}
    </label>
  )
  return (
    <div className={error ? 'border-s-4 border-danger ps-4' : ''}>
      {large ? <h1 className="mb-3">{text}</h1> : text}
      <FieldHint id={id}>{hint}</FieldHint>
      <FieldError id={id}>{error}</FieldError>
      <div className="mt-2">{children}</div>
    </div>
  )
}
