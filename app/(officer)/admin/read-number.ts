/** A whole number out of an address, from 0 on; null for anything else that may stand there. */
export const readNumber = (value: string | string[] | undefined): number | null =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : null
