/** Bytes from start up to, not including, end. */
export type Bytes = { start: number; end: number }

/**
 * The part of a file that a `Range` header asks for (RFC 9110 section 14): one range of bytes. Undefined, which means all of it, for no
 * header, several ranges, another unit or nonsense, which a server may ignore; `unsatisfiable` for what begins beyond the end.
 */
export function readByteRange(header: string | null, size: number): Bytes | 'unsatisfiable' | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  if (!found || (found[1] === '' && found[2] === '')) return undefined
  const [first, last] = [found[1]!, found[2]!]
  if (first === '') {
    const start = Math.max(0, size - Number(last))
    return Number(last) === 0 || size === 0 ? 'unsatisfiable' : { start, end: size }
  }
  if (last !== '' && Number(last) < Number(first)) return undefined
  if (Number(first) >= size) return 'unsatisfiable'
  return { start: Number(first), end: last === '' ? size : Math.min(Number(last) + 1, size) }
}
