import { createHash } from 'node:crypto'
import type { Relation } from '../catalogue.ts'

/** A hash of the shape of a database: the same as long as no table, column or type changes; the server's own numbers do not count. */
export const fingerprintOf = (relations: Relation[]): string => {
  const lines = relations.map(({ kind, schema, name, columns, key }) =>
    JSON.stringify([kind, schema, name, columns.map(one => [one.name, one.declared, one.notNull]), key]),
  )
  return `sha256:${createHash('sha256').update(lines.join('\n')).digest('hex')}`
}
