import { z } from 'zod'
import type { Fields } from './result.ts'

/** The message keys of each wrong field; what concerns no single field stands under the empty name. */
export function readFields(error: z.ZodError): Fields {
  const flat = z.flattenError(error)
  const fields: Fields = {}
  for (const [name, messages] of Object.entries(flat.fieldErrors as { [name: string]: string[] | undefined })) {
    if (messages && messages.length > 0) fields[name] = messages
  }
  return flat.formErrors.length > 0 ? { ...fields, '': flat.formErrors } : fields
}
