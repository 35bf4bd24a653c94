import { words } from './html-text.ts'

/** A cell already written as HTML; `look` is its class. */
export type Cell = { html: string; look: string }

const classOf = (look: string): string => (look === '' ? '' : ` class="${look}"`)

/** A table with headers; on a phone its rows become blocks. */
export const htmlTable = (titles: string[], rows: Cell[][], number: number | null = null): string => {
  const header = titles.map(
    (title, index) => `<th scope="col"${classOf(index === number ? 'n' : '')}>${words(title)}</th>`,
  )
  const body = rows.map(
    cells => `<tr>${cells.map(({ html, look }) => `<td${classOf(look)}>${html}</td>`).join('')}</tr>`,
  )
  return `<table><thead><tr>${header.join('')}</tr></thead>\n<tbody>${body.join('\n')}</tbody></table>\n`
}
