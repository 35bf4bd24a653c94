import type { Json } from '../contract.ts'
import { parseExactly } from '../exact-json.ts'
import type { Encoding } from './encoding.ts'
import { textOf } from './encoding.ts'

/** One line that holds one JSON object, exactly; null when it holds anything else. */
export const objectOf = (line: Uint8Array, encoding: Encoding): { [field: string]: Json } | null => {
  const value = parseExactly(textOf(line, encoding).trim(), false)
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null
}
