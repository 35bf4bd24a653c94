/** For tests: the body of a DataRow message with these values, as a server sends it. */
export const dataRow = (values: (string | Buffer | null)[]): Buffer => {
  const count = Buffer.alloc(2)
  count.writeInt16BE(values.length)
  const parts = values.map(value => {
    const length = Buffer.alloc(4)
    const bytes = value === null ? null : Buffer.from(value)
    length.writeInt32BE(bytes?.length ?? -1)
    return Buffer.concat([length, ...(bytes ? [bytes] : [])])
  })
  return Buffer.concat([count, ...parts])
}
