/** Bytes as lower-case hexadecimal digits: how hashes are compared, written and shown. */
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
