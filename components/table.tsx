import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

export type Column = {
  key: string
  label: string
  align?: 'start' | 'end' | undefined
  /** Sorting is a link to the same page in another order; `now` is how the rows stand. */
  sort?: { href: string; now?: 'ascending' | 'descending' | undefined } | undefined
}

/** Cells in the order of the columns. The first names the row. `null` is an empty cell, left out on a phone. */
export type Row = { key: string; cells: readonly ReactNode[] }

type Props = {
  caption: string
  captionHidden?: boolean | undefined
  columns: readonly Column[]
  rows: readonly Row[]
}

/** Written out, because on a phone the table is a list of cards, and `display` takes the built-in roles away (Safari, older Chromium). */
const role = (name: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'rowheader' | 'cell') => ({ role: name })

const Head = ({ column }: { column: Column }) => (
  <th
    {...role('columnheader')}
    scope="col"
    aria-sort={column.sort ? (column.sort.now ?? 'none') : undefined}
    data-align={column.align}
    className="align-bottom text-sm font-semibold"
  >
    {column.sort ? (
      <a href={column.sort.href} className="inline-flex items-center gap-1 text-ink">
        {column.label}
        <Icon
          name={column.sort.now ? (column.sort.now === 'ascending' ? 'up' : 'down') : 'sort'}
          className="size-[1em]"
        />
      </a>
    ) : (
      column.label
    )}
  </th>
)

/** Many things with the same properties. Sorted and paged by the server; in a narrow place each row becomes a card. */
export const Table = ({ caption, captionHidden = false, columns, rows }: Props) => (
  <div className="table-frame">
    <table {...role('table')} className="cards-when-narrow w-full border-collapse">
      <caption className={captionHidden ? 'sr-only' : 'pb-2 text-start text-lg font-semibold'}>{caption}</caption>
      <thead {...role('rowgroup')} className="border-b-2 border-line-strong">
        <tr {...role('row')}>
          {columns.map(column => (
            <Head key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody {...role('rowgroup')}>
        {rows.map(row => (
          <tr key={row.key} {...role('row')} className="border-b border-line hover:bg-sunk/60">
            {row.cells.map((cell, position) => {
              const column = columns[position]
              return position === 0 ? (
                <th
                  key={column?.key}
                  {...role('rowheader')}
                  scope="row"
                  data-align={column?.align}
                  className="align-top font-semibold wrap-anywhere"
                >
                  {cell}
                </th>
              ) : (
                <td
                  key={column?.key}
                  {...role('cell')}
                  data-label={column?.label}
                  data-empty={cell === null || undefined}
                  data-align={column?.align}
                  className="align-top wrap-anywhere"
                >
                  <div className="min-w-0">{cell}</div>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
