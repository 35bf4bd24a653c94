/** Every value of a row as the text the server wrote; null for none. */
export type Row = (string | null)[]

/** The values of a row that came as bytes (`TakeRow`), as texts. */
export const rowOf = (bytes: Buffer, at: number): Row => {
  const row: Row = []
  let from = at + 2
  for (let left = bytes.readInt16BE(at); left > 0; left--) {
    const length = bytes.readInt32BE(from)
    from += 4
    row.push(length < 0 ? null : bytes.toString('utf8', from, from + length))
    from += Math.max(0, length)
  }
  return row
}
