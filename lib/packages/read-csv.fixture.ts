/** RFC 4180 by the letter, and nothing of the writer's own code. Throws where a quote stands where none may. */
export const readCsv = (bytes: Uint8Array): string[][] => {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  if (!text.startsWith('\ufeff')) throw new Error('no byte order mark')
  const rows: string[][] = []
  let row: string[] = []
  for (let at = 1; at < text.length; ) {
    let cell = ''
    if (text[at] === '"') {
      let from = at + 1
      for (;;) {
        const end = text.indexOf('"', from)
        if (end < 0) throw new Error('a quoted cell does not end')
        cell += text.slice(from, end)
        at = end + 1
        if (text[at] !== '"') break
        cell += '"'
        from = at + 1
      }
    } else {
      const stop = /[,\r\n]/g
      stop.lastIndex = at
      const end = stop.exec(text)?.index ?? text.length
      cell = text.slice(at, end)
      if (cell.includes('"')) throw new Error(`a quote inside a cell: ${cell.slice(0, 40)}`)
      at = end
    }
    row.push(cell)
    if (text[at] === ',') {
      at += 1
      continue
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error(`neither comma nor line end after ${cell.slice(0, 40)}`)
    at += 2
    rows.push(row)
    row = []
  }
  return rows
}

/** The leaves of every table but the two lists, as JSON Pointers and cells; what stands in `_more` is read as the JSON it is. */
export const readCsvValues = (
  tables: Map<string, Uint8Array>,
): { pointer: string; cell: string; json: string | null }[] =>
  [...tables]
    .filter(([name]) => /^csv\/\d/.test(name))
    .flatMap(([, bytes], group) => {
      const [names = [], ...rows] = readCsv(bytes)
      const columns = names.slice(0, -4).map(bare)
      return rows.flatMap((row, index) => {
        const place = (path: string) => `/groups/${group}/records/${index}/values/${path}`
        if (row.length !== names.length) throw new Error(`row ${index} has ${row.length} cells, not ${names.length}`)
        const more = row.at(-1) === '' ? {} : (JSON.parse(bare(row.at(-1)!)) as object)
        return [
          ...columns.map((path, at) => ({ pointer: place(path), cell: row[at]!, json: null })),
          ...Object.entries(more).map(([path, value]) => ({
            pointer: place(path),
            cell: '',
            json: JSON.stringify(value),
          })),
        ]
      })
    })

const bare = (cell: string): string =>
  (cell.startsWith("'") ? cell.slice(1) : cell).replaceAll(/‹U\+([0-9A-F]{4,6})›/g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  )

/** What a cell says once its apostrophe and its escapes are undone. */
export const saidIn = bare
