/** The address of a source, from the environment variable its row names; undefined when the operator has set none. */
export const sourceAddress = (variable: string): string | undefined => process.env[variable] || undefined
