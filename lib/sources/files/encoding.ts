/** How the bytes of a file are to be read. Both have ASCII in common; UTF-16 is turned into UTF-8 on the way in. */
export type Encoding = 'utf-8' | 'windows-1252'

export type Sniffed = {
  encoding: Encoding /** Bytes of the byte order mark. */
  mark: number
  wide: 'utf-16le' | 'utf-16be' | null
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const legacy = new TextDecoder('windows-1252')

const decodes = (bytes: Uint8Array): boolean => {
  try {
    strict.decode(bytes)
    return true
  } catch {
    return false
  }
}

/** The last character may be cut in two. */
const isUtf8 = (bytes: Buffer): boolean =>
  [0, 1, 2, 3].some(
    cut =>
      cut < Math.max(1, bytes.length) &&
      (cut === 0 || bytes.at(-cut)! >= 0xc0) &&
      decodes(bytes.subarray(0, bytes.length - cut)),
  )

/** Every second byte is nothing in UTF-16 of Western text. */
const wideWithoutMark = (bytes: Buffer): Sniffed['wide'] => {
  const looked = bytes.subarray(0, 2_048)
  let [even, odd] = [0, 0]
  for (const [index, byte] of looked.entries()) if (byte === 0) index % 2 === 0 ? even++ : odd++
  if (odd > looked.length / 4 && even === 0) return 'utf-16le'
  return even > looked.length / 4 && odd === 0 ? 'utf-16be' : null
}

/** Tells the encoding of a file by its first bytes. */
export const sniff = (bytes: Buffer): Sniffed => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', mark: 3, wide: null }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-8', mark: 2, wide: 'utf-16le' }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-8', mark: 2, wide: 'utf-16be' }
  const wide = wideWithoutMark(bytes)
  if (wide) return { encoding: 'utf-8', mark: 0, wide }
  return { encoding: isUtf8(bytes) ? 'utf-8' : 'windows-1252', mark: 0, wide: null }
}

/** A text as its bytes say it. Bytes that are no UTF-8 in a file that began as such are Windows-1252: nothing is replaced. */
export const textOf = (bytes: Uint8Array, encoding: Encoding): string => {
  if (encoding === 'windows-1252') return legacy.decode(bytes)
  try {
    return strict.decode(bytes)
  } catch {
    return legacy.decode(bytes)
  }
}
