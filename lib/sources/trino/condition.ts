import type { Column, Relation } from '../catalogue.ts'
import { compared, numbersAndTexts } from '../compare-values.ts'
import type { Field } from '../data-map.ts'
import { reason, SourceFailure } from '../reason.ts'
import { columnFor, isNested } from '../sql/mapped-column.ts'
import { signed64 } from '../sql/whole-number.ts'
import { between } from '../telephone.ts'
import { literal } from './literal.ts'

const integers = new Set(['tinyint', 'smallint', 'integer', 'bigint'])

const decimal = (text: string) =>
  /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= 38 ? `decimal ${literal(text)}` : null

const whole = (text: string) => {
  const accepted = signed64(text)
  return accepted === null ? null : `bigint ${literal(accepted)}`
}

/** A column as its key: what is compared with, and how a key is written beside it; null for a key it cannot hold. */
type Compared = { expression: string; written: (key: string) => string | null }

const comparedBy = ({ type, quoted }: Column): Compared => {
  const name = `t.${quoted}`
  if (integers.has(type)) return { expression: name, written: whole }
  if (type === 'decimal') return { expression: name, written: decimal }
  if (type === 'varchar') return { expression: name, written: literal }
  return {
    expression: asText({ type, quoted }),
    written: type === 'uuid' ? key => literal(key.toLowerCase()) : literal,
  }
}

/** A column as text. Spaces behind a CHAR are its length, not its value. */
export const asText = ({ type, quoted }: Pick<Column, 'type' | 'quoted'>): string =>
  type === 'char' ? `rtrim(cast(t.${quoted} as varchar))` : `cast(t.${quoted} as varchar)`

/** The column that is searched by. Parts of documents and elements of arrays cannot be, and that is said. Throws SourceFailure. */
export const keyColumn = (relation: Relation, field: Field): Column => {
  const column = columnFor(relation, field)
  if (isNested(column, field) || column.array || column.class === 'c' || column.type === 'json')
    throw new SourceFailure(reason('no-way-by', field.path))
  return column
}

/** A key as text, however the column writes it: 42.00 and 42 are one key. */
export const keyOf = ({ type }: Column, text: string): string =>
  type === 'decimal' && text.includes('.') ? text.replace(/\.?0+$/, '') : text

const among = (expression: string, values: string[]) =>
  values.length === 0 ? 'false' : `${expression} in (${values.join(', ')})`

const single = (column: Column, { match }: Field, keys: string[]): string => {
  const { expression, written } = comparedBy(column)
  if (written !== literal) {
    const accepted = keys.flatMap(compared[match].formsOf).map(written)
    return among(
      expression,
      accepted.filter(key => key !== null),
    )
  }
  if (match === 'exact') return among(expression, keys.map(literal))
  if (match === 'ignore-case')
    return among(
      `lower(${expression})`,
      keys.map(key => `lower(${literal(key)})`),
    )
  const { numbers, texts } = numbersAndTexts(keys)
  const bare = `regexp_replace(${expression}, ${literal(between)})`
  return `(${among(bare, numbers.map(literal))} or ${among(expression, texts.map(literal))})`
}

/** Composite keys: the values of one row belong together, so rows are compared, never column by column. */
const composite = (columns: Column[], keys: string[][]): string => {
  const parts = columns.map(comparedBy)
  const accepted = keys
    .map(key => key.map((part, index) => parts[index]!.written(part)))
    .filter(key => key.every(part => part !== null))
  if (accepted.length === 0) return 'false'
  return `row(${parts.map(one => one.expression).join(', ')}) in (${accepted.map(key => `row(${key.join(', ')})`).join(', ')})`
}

/** SQL that is true for the rows whose `fields` hold one of `keys`. Throws SourceFailure. */
export const conditionFor = (relation: Relation, fields: Field[], keys: string[][]): string => {
  const columns = fields.map(field => keyColumn(relation, field))
  if (columns.length > 1) return composite(columns, keys)
  return single(
    columns[0]!,
    fields[0]!,
    keys.map(key => key[0]!),
  )
}
