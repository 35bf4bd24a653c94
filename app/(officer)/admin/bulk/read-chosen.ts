import type { Search } from '../read-place.ts'

export const bulkMoves = ['assign', 'close'] as const
export type BulkMove = (typeof bulkMoves)[number]

/** As many as one page of the list holds twice over: nobody reads more before they confirm. */
const most = 50

const reference = /^D-[0-9A-Z]{4}-[0-9A-Z]{4}$/

/** References out of an address or a form, each once; what is none is left out. */
export const readRefs = (values: readonly unknown[]): string[] =>
  [...new Set(values.filter((value): value is string => typeof value === 'string' && reference.test(value)))].slice(
    0,
    most,
  )

export const readMove = (value: unknown): BulkMove | undefined => bulkMoves.find(move => move === value)

/** What the address of the confirmation page asks for. */
export const readChosen = (search: Search): { move: BulkMove | undefined; refs: string[] } => ({
  move: readMove(search.do),
  refs: readRefs([search.ref ?? []].flat()),
})
