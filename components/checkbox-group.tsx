import { type Choice, ChoiceGroup } from './choice-group.tsx'
import type { FieldText } from './field-frame.tsx'

type Props = Omit<FieldText, 'optional'> & {
  name: string
  choices: readonly Choice[]
  values?: readonly string[] | undefined
  large?: boolean | undefined
}

/** Any of several; all are sent under one name (`form.getAll(name)`). */
export const CheckboxGroup = ({ values = [], ...rest }: Props) => (
  <ChoiceGroup kind="checkbox" chosen={values} {...rest} />
)
