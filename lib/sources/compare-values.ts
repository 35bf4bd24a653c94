import type { Field, Match } from './data-map.ts'
import { bareNumber, formsOfTelephone } from './telephone.ts'

type Compared = {
  /** Every form of what is looked for, the first of them standing for all. */
  formsOf: (key: string) => [string, ...string[]]
  /** What a text that a source holds is compared as: one of those forms, or it is another. */
  read: (text: string) => string
}

/** How values are compared in memory, for each way that a map can say; a database is asked for the same in its own words. */
export const compared: { [match in Match]: Compared } = {
  exact: { formsOf: key => [key], read: text => text },
  'ignore-case': { formsOf: key => [key.toLowerCase()], read: text => text.toLowerCase() },
  telephone: { formsOf: key => formsOfTelephone(key) ?? [key], read: bareNumber },
}

/** Several fields are one key, and are compared by what they say. */
export const comparedAt = (fields: Pick<Field, 'match'>[]): Compared & { telephones: boolean } => {
  const match = fields.length === 1 ? fields[0]!.match : 'exact'
  return { ...compared[match], telephones: match === 'telephone' }
}

/** What is looked for in a field of telephone numbers: bare forms of numbers, and texts that are none, which are compared as they are. */
export const numbersAndTexts = (keys: string[]): { numbers: string[]; texts: string[] } => {
  const forms = keys.map(key => [key, formsOfTelephone(key)] as const)
  return {
    numbers: [...new Set(forms.flatMap(([, found]) => found ?? []))],
    texts: forms.flatMap(([key, found]) => (found ? [] : [key])),
  }
}
