import type { HTMLInputAutoCompleteAttribute } from 'react'
import { FieldFrame, type FieldText, fieldWiring } from './field-frame.tsx'

type Props = FieldText & {
  name: string
  id?: string | undefined
  type?: 'text' | 'email' | 'tel' | 'url' | 'date' | 'number' | 'password' | undefined
  /** What was typed before: shown again after a refusal. */
  value?: string | undefined
  autoComplete?: HTMLInputAutoCompleteAttribute | undefined
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | undefined
  /** How long an answer is expected to be. */
  width?: 'full' | 'half' | 'short' | undefined
  spellCheck?: boolean | undefined
  maxLength?: number | undefined
  /** The label is the page's question. */
  large?: boolean | undefined
}

const widths = { full: '', half: 'max-w-64', short: 'max-w-36' }

/** One line of text, an e-mail address, a date …, with its label, hint and error wired. `dir=auto`: a name may be Arabic on an English page. */
export const Field = ({ name, id = name, type = 'text', value, width, large, ...rest }: Props) => {
  const { label, hint, error, optional, ...input } = rest
  const fit = width ?? (type === 'date' ? 'half' : 'full')
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} optional={optional} large={large}>
      <input
        id={id}
        name={name}
        type={type}
        defaultValue={value}
        dir={type === 'text' ? 'auto' : type === 'date' || type === 'number' ? undefined : 'ltr'}
        className={`control ${widths[fit]}`}
        autoCapitalize={type === 'email' ? 'none' : undefined}
        {...fieldWiring(id, { hint, error })}
        {...input}
      />
    </FieldFrame>
  )
}
