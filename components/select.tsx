import { FieldFrame, type FieldText, fieldWiring } from './field-frame.tsx'

export type Option = { value: string; label: string }

type Props = FieldText & {
  name: string
  id?: string | undefined
  options: readonly Option[]
  value?: string | undefined
  /** The label is the page's question. */
  large?: boolean | undefined
}

/** A native list to choose one from: works on every phone, with every reader, without JavaScript. For fewer than seven, prefer `RadioGroup`. */
export const Select = ({ name, id = name, label, hint, error, optional, options, value, large }: Props) => (
  <FieldFrame id={id} label={label} hint={hint} error={error} optional={optional} large={large}>
    {/* The key: React resets a form after its action and forgets the default of a select that stays mounted. */}
    <select
      key={value}
      id={id}
      name={name}
      defaultValue={value}
      className="control max-w-md"
      {...fieldWiring(id, { hint, error })}
    >
      {options.map(option => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  </FieldFrame>
)
