import { FieldFrame, type FieldText, fieldWiring } from './field-frame.tsx'

type Props = FieldText & {
  name: string
  id?: string | undefined
  multiple?: boolean | undefined
  /** Kinds of files the browser offers first: `.yml,.yaml`. Nobody is kept from another one. */
  accept?: string | undefined
}

/** Files from the person's own machine; on a phone also a photograph taken now. */
export const FileField = ({ name, id = name, multiple, accept, ...text }: Props) => (
  <FieldFrame id={id} {...text}>
    <input
      id={id}
      name={name}
      type="file"
      multiple={multiple}
      accept={accept}
      className="control file:me-4 file:rounded-md file:border-0 file:bg-sunk file:px-4 file:py-2 file:font-semibold file:text-ink"
      {...fieldWiring(id, text)}
    />
  </FieldFrame>
)
