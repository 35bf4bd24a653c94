import { type Choice, ChoiceGroup } from './choice-group.tsx'
import type { FieldText } from './field-frame.tsx'

type Props = Omit<FieldText, 'optional'> & {
  name: string
  choices: readonly Choice[]
  value?: string | undefined
  /** The question is the page's heading. */
  large?: boolean | undefined
}

/** One of several. Nothing is chosen beforehand unless `value` says what the person chose. */
export const RadioGroup = ({ value, ...rest }: Props) => (
  <ChoiceGroup kind="radio" chosen={value === undefined ? [] : [value]} {...rest} />
)
