/** A form's state in the reader's language: what was typed, what is wrong with each field, why it was refused as a whole. */
export type SpokenState = {
  values: { [name: string]: string[] }
  errors: { [field: string]: string }
  problem: string | undefined
} | null
