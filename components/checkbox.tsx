import type { ReactNode } from 'react'
import { FieldError, fieldWiring } from './field-frame.tsx'

type Props = {
  name: string
  id?: string | undefined
  label: ReactNode
  checked?: boolean | undefined
  value?: string | undefined
  error?: string | undefined
}

/** A single yes, e.g. a declaration. Never ticked beforehand unless the person ticked it. */
export const Checkbox = ({ name, id = name, label, checked = false, value = 'yes', error }: Props) => (
  <div className={error ? 'border-s-4 border-danger ps-4' : ''}>
    <FieldError id={id}>{error}</FieldError>
    <label htmlFor={id} className="flex cursor-pointer items-start gap-3 py-2">
      <input
        key={String(checked)}
        id={id}
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={checked}
        className="mt-[0.1em] size-6 shrink-0 accent-accent staff:size-5"
        {...fieldWiring(id, { error })}
      />
      <span className="min-w-0">{label}</span>
    </label>
  </div>
)
