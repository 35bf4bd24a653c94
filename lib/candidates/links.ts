import type { FoundRecord } from '#lib/sources/contract.ts'
import type { Edge } from '#lib/sources/edges.ts'
import type { Plan } from '#lib/sources/graph.ts'
import { keysAt } from '#lib/sources/row-values.ts'

/** Whether a row is the person's by an officer's word, or is known to be theirs otherwise; whether it is not; or nobody said. */
export type Word = 'theirs' | 'not-theirs' | 'open'

/**
 * Which rows hang on which, down the references that were followed. Rows are known by their keyed hashes. Holds values: it lives as long as
 * the job that reads them.
 */
export class Links {
  readonly #edges: readonly Edge[]
  /** Rows by the keys that others may hang by, and by those they hang by themselves. */
  readonly #holding = new Map<string, Set<string>>()
  readonly #hanging = new Map<string, Set<string>>()
  readonly #rows = new Map<string, { holds: string[]; hangs: string[] }>()

  constructor({ edges }: Pick<Plan, 'edges'>) {
    this.#edges = [...edges.values()].flat()
  }

  take(collection: string, row: string, record: Pick<FoundRecord, 'values'>): void {
    if (this.#rows.has(row)) return
    const keysBy = (edge: number, fields: Edge['fromFields']) =>
      keysAt(record, fields).map(key => JSON.stringify([edge, ...key]))
    const holds = this.#edges.flatMap(({ from, fromFields }, edge) =>
      from === collection ? keysBy(edge, fromFields) : [],
    )
    const hangs = this.#edges.flatMap(({ to, toFields }, edge) => (to === collection ? keysBy(edge, toFields) : []))
    this.#rows.set(row, { holds, hangs })
    for (const key of holds) put(this.#holding, key, row)
    for (const key of hangs) put(this.#hanging, key, row)
  }

  /** Rows that hang, by one or several steps, on nothing but rows that are not the person's. What hangs on nothing that is known is none. */
  loose(said: (row: string) => Word): Set<string> {
    const loose = new Set(this.#rows.keys())
    const hold = (row: string) => {
      if (!loose.delete(row) || said(row) === 'not-theirs') return
      for (const key of this.#rows.get(row)!.holds) for (const one of this.#hanging.get(key) ?? []) next.push(one)
    }
    const next = [...loose].filter(row => said(row) === 'theirs' || !this.#hangsOnAnother(row))
    for (const row of next) hold(row)
    return loose
  }

  #hangsOnAnother(row: string): boolean {
    return this.#rows.get(row)!.hangs.some(key => [...(this.#holding.get(key) ?? [])].some(one => one !== row))
  }
}

const put = (rows: Map<string, Set<string>>, key: string, row: string) =>
  rows.set(key, (rows.get(key) ?? new Set()).add(row))
