import type { Column, Relation } from '../catalogue.ts'
import type { Field } from '../data-map.ts'
import { columnFor, isNested } from '../sql/mapped-column.ts'
import { acceptText, isText, keyText, keyTypeOf } from './keys.ts'
import { areSmall, type Matcher } from './match.ts'

/** Values bound to a statement; nothing that comes from a source or a person is ever written into SQL. */
export class Parameters {
  readonly values: unknown[] = []

  add(value: unknown): string {
    this.values.push(value)
    return `$${this.values.length}`
  }
}

/** Compares by the letters themselves what its own collation would hold to be equal. */
const byLetter = ({ loose }: Column): string => (loose ? ' collate "default"' : '')

/** All elements of an array, or all values at a path in a JSON column; arrays on the way are opened. */
const elements = (column: Column, field: Field, parameters: Parameters): string => {
  const name = `t.${column.quoted}`
  const json = column.type === 'json' || column.type === 'jsonb'
  if (!json) return `(select v::text${byLetter(column)} as v from unnest(${name}) v)`
  const keys = isNested(column, field) ? field.path.split('.').slice(1) : []
  const path = `lax $${keys.map(key => `.${JSON.stringify(key)}`).join('')}[*]`
  const whole = column.array ? `to_jsonb(${name})` : `${name}::jsonb`
  const start = column.array ? path.replace('lax $', 'lax $[*]') : path
  return `(select v #>> '{}' as v from jsonb_path_query(${whole}, ${parameters.add(start)}::text::jsonpath) v)`
}

const isSet = (column: Column, field: Field) =>
  column.array || isNested(column, field) || column.type === 'json' || column.type === 'jsonb'

const single = (relation: Relation, field: Field, keys: string[], parameters: Parameters, matcher: Matcher): string => {
  const column = columnFor(relation, field)
  const typed = column.type === 'bpchar' && field.match === 'ignore-case' ? null : keyTypeOf(column)
  if (typed && !isSet(column, field)) {
    const accepted = keys.map(typed.accept).filter(key => key !== null)
    return `t.${column.quoted} = any(${parameters.add(accepted)}::${typed.cast}[])`
  }
  const texts = keys.map(acceptText).filter(key => key !== null)
  const accepted = parameters.add(texts)
  if (isSet(column, field)) {
    const found = elements(column, field, parameters)
    return `exists (select from ${found} e where ${matcher('e.v', accepted, field.match, areSmall(texts))})`
  }
  // A plain column of text keeps its own index; every other type is compared as the server writes it.
  const expression = isText(column) && column.type !== 'citext' ? `t.${column.quoted}` : `t.${column.quoted}::text`
  const equal = (compared: string) => matcher(compared, accepted, field.match, areSmall(texts))
  // By its own collation first: that is what its index is in.
  return column.loose ? `(${equal(expression)} and ${equal(expression + byLetter(column))})` : equal(expression)
}

/** Of an array column only the elements that are one of `keys`. */
export const matchingElements = (
  column: Column,
  field: Field,
  keys: string[],
  parameters: Parameters,
  matcher: Matcher,
): string => {
  const texts = keys.map(acceptText).filter(key => key !== null)
  const found = matcher(`v::text${byLetter(column)}`, parameters.add(texts), field.match, areSmall(texts))
  return `array(select v from unnest(t.${column.quoted}) v where ${found})`
}

/** Composite keys: the values of one row belong together, so pairs are compared, never column by column. */
const composite = (relation: Relation, fields: Field[], keys: string[][], parameters: Parameters): string => {
  const columns = fields.map(field => columnFor(relation, field))
  const types = columns.map(column => keyTypeOf(column) ?? { cast: 'text', accept: acceptText })
  const accepted = keys
    .map(key => key.map((part, index) => types[index]!.accept(part)))
    .filter(key => key.every(part => part !== null))
  const arrays = types.map(({ cast }, index) => `${parameters.add(accepted.map(key => key[index]))}::${cast}[]`)
  const left = columns.map((column, index) =>
    keyTypeOf(column) ? `t.${column.quoted}` : `t.${column.quoted}::${types[index]!.cast}${byLetter(column)}`,
  )
  return `(${left.join(', ')}) in (select * from unnest(${arrays.join(', ')}))`
}

/** SQL that is true for the rows whose `fields` hold one of `keys`. Throws SourceFailure when a column is missing. */
export const conditionFor = (
  relation: Relation,
  fields: Field[],
  keys: string[][],
  parameters: Parameters,
  matcher: Matcher,
): string =>
  fields.length === 1
    ? single(
        relation,
        fields[0]!,
        keys.map(key => key[0]!),
        parameters,
        matcher,
      )
    : composite(relation, fields, keys, parameters)

/** What to select to follow a field: an expression, and the FROM items it needs. */
export const followed = (relation: Relation, field: Field, index: number, parameters: Parameters) => {
  const column = columnFor(relation, field)
  if (!isSet(column, field)) return { expression: keyText(column), from: '' }
  return { expression: `s${index}.v`, from: ` cross join lateral ${elements(column, field, parameters)} s${index}` }
}
