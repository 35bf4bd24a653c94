import type { ComponentProps, ReactNode } from 'react'
import { FieldError, FieldHint, type FieldText } from './field-frame.tsx'

export type Choice = {
  value: string
  label: ReactNode
  hint?: ReactNode | undefined
  /** Shown under the choice, always: without JavaScript nothing can be revealed. */
  more?: ReactNode | undefined
}

type Props = Omit<FieldText, 'optional'> & {
  kind: 'radio' | 'checkbox'
  name: string
  choices: readonly Choice[]
  chosen: readonly string[]
  large?: boolean | undefined
}

/** The id of a choice; the first carries the group's name, so that the error summary can lead to it. */
const choiceId = (name: string, position: number) => (position === 0 ? name : `${name}-${position + 1}`)

const ChoiceRow = ({ id, choice, ...input }: { id: string; choice: Choice } & ComponentProps<'input'>) => (
  <div className="rounded-md border-2 border-line bg-sheet has-checked:border-accent has-checked:bg-accent-soft staff:border-0 staff:bg-transparent staff:has-checked:bg-transparent">
    <label htmlFor={id} className="flex cursor-pointer items-start gap-3 p-4 staff:px-0 staff:py-1">
      <input
        id={id}
        value={choice.value}
        aria-describedby={choice.hint ? `${id}-hint` : undefined}
        className="mt-[0.1em] size-6 shrink-0 accent-accent staff:size-5"
        {...input}
      />
      <span className="min-w-0 font-medium">{choice.label}</span>
    </label>
    {choice.hint && (
      <div id={`${id}-hint`} className="-mt-3 ps-13 pe-4 pb-4 text-ink-soft staff:-mt-1 staff:ps-8 staff:pb-1">
        {choice.hint}
      </div>
    )}
    {choice.more && <div className="ps-13 pe-4 pb-4 staff:ps-8">{choice.more}</div>}
  </div>
)

/** A question with choices in a fieldset. Used through `RadioGroup` and `CheckboxGroup`. */
export const ChoiceGroup = ({ kind, name, label, hint, error, choices, chosen, large = false }: Props) => (
  <div className={error ? 'border-s-4 border-danger ps-4' : ''}>
    <fieldset
      className="min-w-0"
      aria-describedby={[hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined}
    >
      <legend className="font-semibold">{large ? <h1 className="mb-1">{label}</h1> : label}</legend>
      <FieldHint id={name}>{hint}</FieldHint>
      <FieldError id={name}>{error}</FieldError>
      <div className="mt-4 grid gap-3 staff:mt-2 staff:gap-1">
        {choices.map((choice, position) => {
          const checked = chosen.includes(choice.value)
          return (
            // The key: React resets a form after its action; a row that was chosen anew must be made anew.
            <ChoiceRow
              key={`${choice.value}:${checked}`}
              id={choiceId(name, position)}
              type={kind}
              name={name}
              choice={choice}
              defaultChecked={checked}
            />
          )
        })}
      </div>
    </fieldset>
  </div>
)
