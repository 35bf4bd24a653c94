import { FieldFrame, type FieldText, fieldWiring } from './field-frame.tsx'

type Props = FieldText & {
  name: string
  id?: string | undefined
  value?: string | undefined
  rows?: number | undefined
  maxLength?: number | undefined
  large?: boolean | undefined
}

/** Several lines of text. */
export const TextArea = ({
  name,
  id = name,
  label,
  hint,
  error,
  optional,
  value,
  rows = 5,
  maxLength,
  large,
}: Props) => (
  <FieldFrame id={id} label={label} hint={hint} error={error} optional={optional} large={large}>
    <textarea
      id={id}
      name={name}
      rows={rows}
      maxLength={maxLength}
      dir="auto"
      defaultValue={value}
      className="control"
      {...fieldWiring(id, { hint, error })}
    />
  </FieldFrame>
)
