/**
 * Two ways of writing the same answer: letter case, spaces, punctuation and diacritics make no difference, ß is ss, full-width
 * characters are the plain ones. What is compared, and hashed, is this and never what was typed.
 */
export const normaliseText = (typed: string): string =>
  typed
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** The last seven digits: prefixes are written in too many ways (+353 1, 0353, 01). Empty when there are fewer. */
export function normalisePhone(typed: string): string {
  const digits = typed.normalize('NFKC').replace(/\D/g, '')
  return digits.length < 7 ? '' : digits.slice(-7)
}

/** `2025-03`, from what the two fields of a month give (`2025-3`) or what a person types (`03/2025`, `3.2025`). Empty otherwise. */
export function normaliseMonth(typed: string): string {
  const text = typed.normalize('NFKC').trim()
  const [year, month] = /^\d{4}\s*-/.test(text) ? text.split('-') : text.split(/[/.\s]+/).reverse()
  if (!/^\d{4}$/.test(year?.trim() ?? '') || !/^(0?[1-9]|1[0-2])$/.test(month?.trim() ?? '')) return ''
  return `${year!.trim()}-${month!.trim().padStart(2, '0')}`
}

export const normalisers = { text: normaliseText, phone: normalisePhone, month: normaliseMonth } as const
