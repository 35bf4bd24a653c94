import type { Column, Relation } from '../catalogue.ts'
import { compared, numbersAndTexts } from '../compare-values.ts'
import type { Field, Match } from '../data-map.ts'
import { columnFor, isNested } from '../sql/mapped-column.ts'
import { acceptText, isText, keyText, keyTypeOf, textsOf } from './keys.ts'
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

const lax = (keys: string[]) => `lax $${keys.map(key => `.${JSON.stringify(key)}`).join('')}[*]`

const isDocument = ({ type }: Column) => type === 'json' || type === 'jsonb'

/** The text of a value in a document as a key: 42.00 and 42 are one key there too. */
const documentText = `case jsonb_typeof(v) when 'number' then trim_scale(v::numeric)::text else v #>> '{}' end`

/** All values at a path in a document, arrays on the way opened, as documents or as texts. */
const within = (document: string, path: string, parameters: Parameters, value = documentText): string =>
  `(select ${value} as v from jsonb_path_query(${document}, ${parameters.add(path)}::text::jsonpath) v)`

const pathIn = (column: Column, field: Field): string[] => (isNested(column, field) ? field.names.slice(1) : [])

/** A column of documents as one document, and what leads into it. */
const documentOf = (column: Column, keys: string[]): [document: string, path: string] => {
  const name = `t.${column.quoted}`
  return column.array ? [`to_jsonb(${name})`, lax(keys).replace('lax $', 'lax $[*]')] : [`${name}::jsonb`, lax(keys)]
}

const elementText = (column: Column) => `${column.type === 'numeric' ? 'trim_scale(v)' : 'v'}::text${byLetter(column)}`

/** All elements of an array, or all values at a path in a JSON column; arrays on the way are opened. */
const elements = (column: Column, field: Field, parameters: Parameters): string =>
  isDocument(column)
    ? within(...documentOf(column, pathIn(column, field)), parameters)
    : `(select ${elementText(column)} as v from unnest(t.${column.quoted}) v)`

const isSet = (column: Column, field: Field) => column.array || isNested(column, field) || isDocument(column)

/** How many of the first keys all paths have in common, each keeping a last one of its own. */
const shared = (paths: string[][]): number => {
  const most = Math.min(...paths.map(path => path.length - 1))
  let count = 0
  while (count < most && paths.every(path => path[count] === paths[0]![count])) count++
  return count
}

/**
 * What opens the arrays and documents among `fields`: FROM items, and for each field where its values are then; null for a plain column.
 * Places in one document are taken from the same part of it, because keys of several fields belong together.
 */
const opened = (columns: Column[], fields: Field[], parameters: Parameters) => {
  const from: string[] = []
  const values = fields.map((field, index) => {
    const column = columns[index]!
    if (!isSet(column, field)) return null
    const paths = fields.flatMap((one, at) => (columns[at] === column ? [pathIn(column, one)] : []))
    const name = `s${index}`
    if (!isDocument(column) || paths.length < 2 || paths.some(path => path.length === 0)) {
      from.push(`${elements(column, field, parameters)} ${name}`)
      return `${name}.v`
    }
    const common = shared(paths)
    const part = `d${columns.indexOf(column)}`
    const path = pathIn(column, field)
    if (columns.indexOf(column) === index)
      from.push(`${within(...documentOf(column, path.slice(0, common)), parameters, 'v')} ${part}`)
    from.push(`${within(`${part}.v`, lax(path.slice(common)), parameters)} ${name}`)
    return `${name}.v`
  })
  return { values, from: from.map(item => ` cross join lateral ${item}`).join('') }
}

/** Binds what is looked for in a field; gives what says in SQL that a text is it. */
const sought = ({ match }: Field, keys: string[], parameters: Parameters, matcher: Matcher) => {
  if (match !== 'telephone') return bound(match, keys.flatMap(textsOf), parameters, matcher)
  const { numbers, texts } = numbersAndTexts(keys)
  const isNumber = bound('telephone', numbers, parameters, matcher)
  if (texts.length === 0) return isNumber
  const isText = bound('exact', texts.flatMap(textsOf), parameters, matcher)
  return (expression: string) => `(${isNumber(expression)} or ${isText(expression)})`
}

const bound = (match: Match, texts: string[], parameters: Parameters, matcher: Matcher) => {
  const parameter = parameters.add(texts)
  return (expression: string) => matcher(expression, parameter, match, areSmall(texts))
}

const single = (relation: Relation, field: Field, keys: string[], parameters: Parameters, matcher: Matcher): string => {
  const column = columnFor(relation, field)
  const { match } = field
  const typed = column.type === 'bpchar' && match !== 'exact' ? null : keyTypeOf(column)
  if (typed && !isSet(column, field)) {
    const accepted = keys
      .flatMap(compared[match].formsOf)
      .map(typed.accept)
      .filter(key => key !== null)
    return `t.${column.quoted} = any(${parameters.add(accepted)}::${typed.cast}[])`
  }
  const equal = sought(field, keys, parameters, matcher)
  if (isSet(column, field)) return `exists (select from ${elements(column, field, parameters)} e where ${equal('e.v')})`
  // A plain column of text keeps its own index; every other type is compared as the server writes it.
  const expression = isText(column) && column.type !== 'citext' ? `t.${column.quoted}` : `t.${column.quoted}::text`
  // By its own collation first: that is what its index is in.
  if (column.loose) return `(${equal(expression)} and ${equal(expression + byLetter(column))})`
  if (!column.ownLetters || match !== 'ignore-case') return equal(expression)
  // An address is no word of a language: the capital of its i is I, and İ is nobody's.
  const byAscii = equal(`${expression} collate "C"`)
  return areSmall(keys.flatMap(textsOf)) ? byAscii : `(${equal(expression)} or ${byAscii})`
}

/** Of an array only the elements that are one of `keys`; of a document that is a list as text, and any other document as it is. */
export const matchingElements = (
  column: Column,
  field: Field,
  keys: string[],
  parameters: Parameters,
  matcher: Matcher,
): string => {
  const equal = sought(field, keys, parameters, matcher)
  if (isDocument(column)) {
    const list = `t.${column.quoted}::jsonb`
    const part = `(select coalesce(jsonb_agg(v), '[]') from jsonb_array_elements(${list}) v where ${equal(`(${documentText})`)})`
    return `case when jsonb_typeof(${list}) = 'array' then ${part}::text else t.${column.quoted}::text end`
  }
  return `array(select v from unnest(t.${column.quoted}) v where ${equal(elementText(column))})`
}

/** Composite keys: the values of one row belong together, so pairs are compared, never column by column. */
const composite = (relation: Relation, fields: Field[], keys: string[][], parameters: Parameters): string => {
  const columns = fields.map(field => columnFor(relation, field))
  const { values, from } = opened(columns, fields, parameters)
  const types = columns.map((column, index) => (values[index] === null ? keyTypeOf(column) : null))
  const accepts = types.map(type => type?.accept ?? acceptText)
  const accepted = keys
    .map(key => key.map((part, index) => accepts[index]!(part)))
    .filter(key => key.every(part => part !== null))
  const arrays = types.map(
    (type, index) => `${parameters.add(accepted.map(key => key[index]))}::${type?.cast ?? 'text'}[]`,
  )
  const left = columns.map((column, index) => {
    const plain = `t.${column.quoted}`
    return values[index] ?? (types[index] ? plain : `${plain}::text${byLetter(column)}`)
  })
  const equal = `(${left.join(', ')}) in (select * from unnest(${arrays.join(', ')}))`
  return from === '' ? equal : `exists (select from (select) o${from} where ${equal})`
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

/** What to select to follow fields: an expression for each, and the FROM items they need. */
export const followed = (relation: Relation, fields: Field[], parameters: Parameters) => {
  const columns = fields.map(field => columnFor(relation, field))
  const { values, from } = opened(columns, fields, parameters)
  return { expressions: columns.map((column, index) => values[index] ?? keyText(column)), from }
}
