import { type Column, columnOf, type Relation } from '../catalogue.ts'
import type { Field } from '../data-map.ts'
import { reason, SourceFailure } from '../reason.ts'

/** The live column of a mapped field; of a nested field the column it is nested in. Throws SourceFailure. */
export const columnFor = (relation: Relation, field: Field): Column => {
  const name = field.names[0]!
  const column = columnOf(relation, field.path) ?? columnOf(relation, name)
  if (!column) throw new SourceFailure(reason('column-missing', name))
  return column
}

/** Whether a field is a part of what its column holds (a place in a JSON document), and not the column itself. */
export const isNested = (column: Column, field: Field): boolean => column.name !== field.path
