/** Distinct keys, each kept as its JSON, in the order of their bytes: the same from run to run, whatever a source's own order is. */
export const inByteOrder = (keys: Set<string>): string[][] =>
  [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map(key => JSON.parse(key) as string[])
