/** One column as the live catalogue has it. `name` is for comparing, `quoted` (by the server) is for SQL. */
export type Column = {
  name: string
  quoted: string
  /** Name of the type beneath every domain: `int4`, `timestamptz`; of arrays the element's. */
  type: string
  /** The type as the server writes it: `character varying(80)`. */
  declared: string
  /** `b`ase, `c`omposite, `e`num, `r`ange, `m`ultirange, `p`seudo: of arrays the element's. */
  class: string
  array: boolean
  notNull: boolean
  /** How a column of text is kept and compared, where the server says so for each. */
  text?: { charset: string; collation: string }
  /** Its own collation holds different texts to be equal (`ä` and `a`, `A` and `a`). */
  loose?: true
  /** The language of its collation has another small letter for `I` (Turkish, Azeri). */
  ownLetters?: true
}

/** A table (r), partitioned table (p), view (v), materialised view (m) or foreign table (f). */
export type Relation = {
  id: string
  kind: 'r' | 'p' | 'v' | 'm' | 'f'
  schema: string
  name: string
  quoted: string
  columns: Column[]
  /** Columns of the primary key, else of a unique index without NULLs, in order; empty when there is none. */
  key: string[]
  /** Tables whose rows a query of them includes these: partitioned tables and inheritance parents. */
  parents: string[]
  /** Relations that a view reads. */
  reads: string[]
  /** A view of which the login may not see what it reads. */
  opaque?: true
}

/** Everything a database holds, outside PostgreSQL's own schemas, and a hash of its shape. */
export type Catalogue = { relations: Relation[]; fingerprint: string }

export const columnOf = (relation: Relation, name: string): Column | undefined =>
  relation.columns.find(column => column.name === name)

/** `site.contact` */
export const nameOf = (relation: { schema: string; name: string }) => `${relation.schema}.${relation.name}`

/** Everything above a relation: parents, their parents, and so on. */
export const ancestors = (relation: Relation, all: Map<string, Relation>, along: 'parents' | 'reads'): Relation[] => {
  const seen = new Set<string>()
  const queue = [...relation[along]]
  for (const id of queue) {
    if (seen.has(id)) continue
    seen.add(id)
    queue.push(...(all.get(id)?.[along] ?? []))
  }
  return [...seen].map(id => all.get(id)).filter(found => found !== undefined)
}
