import { isUtf8 } from 'node:buffer'
import type { Column, Relation } from '../catalogue.ts'
import { compared, numbersAndTexts } from '../compare-values.ts'
import type { Field, Match } from '../data-map.ts'
import { reason, SourceFailure } from '../reason.ts'
import { columnFor, isNested } from '../sql/mapped-column.ts'
import { signed64, unsigned64 } from '../sql/whole-number.ts'
import { between } from '../telephone.ts'

const signed = { type: 'bigint', accept: signed64 }
const unsigned = { type: 'bigint unsigned', accept: unsigned64 }
const decimal = {
  type: 'decimal(65,30)',
  accept: (text: string) => (/^-?(0|[1-9]\d*)(\.\d{1,30})?$/.test(text) && text.length < 36 ? text : null),
}

const integers = new Set(['tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'year'])
const texts = new Set(['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'enum', 'set'])

const ofBytes = new Set(['binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob'])

/** How the keys for a column are typed, so that its index serves; null where its text is compared. */
const keyTypeOf = ({ type, declared }: Column) => {
  if (type === 'bit') return unsigned
  if (integers.has(type)) return declared.includes('unsigned') ? unsigned : signed
  return type === 'decimal' ? decimal : null
}

/** The bytes that a key of a column of bytes stands for, in hexadecimal: those of the text it is, or those written as 0x… because they are none. */
const hexOf = (key: string): string => {
  const written = /^0x((?:[0-9A-F]{2})+)$/.exec(key)?.[1]
  const bytes = Buffer.from(written ?? '', 'hex')
  return written !== undefined && (!isUtf8(bytes) || bytes.includes(0)) ? written : Buffer.from(key).toString('hex')
}

/** A column of bytes as a key: its text where it is one, so that an address in bytes is an address. */
const textOfBytes = (name: string): string => {
  const text = `convert(${name} using utf8mb4)`
  return `if(cast(${text} as binary) = ${name} and locate(x'00', ${name}) = 0, ${text}, concat('0x', hex(${name})))`
}

/** A list of texts as one bound value, opened by the server: any number of keys, one statement. */
const list = (keys: (string | null)[], type: string, values: string[]): string => {
  values.push(JSON.stringify(keys.filter(key => key !== null)))
  return `json_table(?, '$[*]' columns (k ${type} path '$'))`
}

// Equality of bytes: the column's own collation may hold é for e, A for a, and a text with a space behind it for one without.
const asBytes = (expression: string, match: Match) =>
  match === 'ignore-case'
    ? `cast(lower(convert(${expression} using utf8mb4)) as binary)`
    : `cast(convert(${expression} using utf8mb4) as binary)`

const among = (expression: string, keys: string[], match: Match, values: string[]): string =>
  `${expression} in (select ${asBytes('j.k', match)} from ${list(keys, 'longtext', values)} j)`

/** A number without what stands between its digits: every letter stays, so that nothing but a number becomes one. The pattern is bound like a value. */
const bareNumber = (expression: string, values: string[]): string => {
  values.push(between)
  return asBytes(`regexp_replace(convert(${expression} using utf8mb4), ?, '')`, 'exact')
}

const equalTexts = (expression: string, keys: string[], match: Match, values: string[]): string => {
  if (match !== 'telephone') return among(asBytes(expression, match), keys, match, values)
  const { numbers, texts } = numbersAndTexts(keys)
  const isNumber = among(bareNumber(expression, values), numbers, 'exact', values)
  return texts.length === 0 ? isNumber : `(${isNumber} or ${equalTexts(expression, texts, 'exact', values)})`
}

const longest = 190

/** Languages whose collation holds I and i for two letters. */
const ownLetters = /turkish|azerbaijani|_tr_|_az_/

/** Text columns first by their own index, which finds a little too much, then byte by byte. */
const textCondition = (column: Column, keys: string[], match: Match, values: string[]): string => {
  const name = `t.${column.quoted}`
  const { text } = column
  if (ofBytes.has(column.type)) {
    if (match === 'telephone') return equalTexts(textOfBytes(name), keys, match, values)
    const same = `${name} in (select unhex(j.k) from ${list(keys.map(hexOf), 'longtext', values)} j)`
    return match === 'exact' ? same : `(${same} or ${equalTexts(textOfBytes(name), keys, match, values)})`
  }
  if (!text || !texts.has(column.type)) return equalTexts(`cast(${name} as char)`, keys, match, values)
  if (match === 'telephone') return equalTexts(name, keys, match, values)
  // Under a collation that tells A from a the index cannot find every letter case; a long key does not fit the list's short type.
  const folding = text.collation.endsWith('_ci') && !ownLetters.test(text.collation)
  const usable = (match === 'exact' || folding) && keys.every(key => key.length <= longest)
  const key = `convert(j.k using ${text.charset}) collate ${text.collation}`
  const index = usable ? `${name} in (select ${key} from ${list(keys, `varchar(${longest})`, values)} j) and ` : ''
  return `(${index}${equalTexts(name, keys, match, values)})`
}

/** A path with the list opened that may be at any place on its way: unlike PostgreSQL the server opens none by itself. */
const waysTo = (keys: string[]): string[] =>
  keys.reduce(
    (ways, key) => ways.flatMap(way => [`${way}.${JSON.stringify(key)}`, `${way}.${JSON.stringify(key)}[*]`]),
    ['$', '$[*]'],
  )

/** All values at a path in a JSON document, arrays opened; a text that is no JSON holds none. */
const elements = (column: Column, field: Field): string[] => {
  const keys = isNested(column, field) ? field.names.slice(1) : []
  const document = `if(json_valid(t.${column.quoted}), t.${column.quoted}, 'null')`
  return waysTo(keys).map(
    one => `json_table(${document}, '${one.replaceAll("'", "''")}' columns (v longtext path '$'))`,
  )
}

/** Whether what a field holds has to be looked for inside a document. */
const isInside = (column: Column, field: Field): boolean =>
  isNested(column, field) || field.array || column.type === 'json'

const single = (relation: Relation, field: Field, keys: string[], values: string[]): string => {
  const column = columnFor(relation, field)
  const sound = keys.filter(key => !key.includes('\0'))
  if (isInside(column, field)) {
    const ways = elements(column, field).map(
      table => `exists (select 1 from ${table} e where ${equalTexts('e.v', sound, field.match, values)})`,
    )
    return `(${ways.join(' or ')})`
  }
  const typed = keyTypeOf(column)
  if (!typed) return textCondition(column, sound, field.match, values)
  const accepted = sound.flatMap(compared[field.match].formsOf).map(typed.accept)
  return `t.${column.quoted} in (select j.k from ${list(accepted, typed.type, values)} j)`
}

/** Composite keys: the values of one row belong together, so rows are compared, never column by column. */
const composite = (relation: Relation, fields: Field[], keys: string[][], values: string[]): string => {
  const columns = fields.map(field => columnFor(relation, field))
  const inside = fields.find((field, index) => isInside(columns[index]!, field))
  if (inside) throw new SourceFailure(reason('no-way-by', inside.path))
  const types = columns.map(column => keyTypeOf(column))
  const rows = keys
    .map(key =>
      key.map((part, index) => {
        if (ofBytes.has(columns[index]!.type)) return hexOf(part)
        return types[index] ? types[index].accept(part) : part
      }),
    )
    .filter(key => key.every(part => part !== null))
  values.push(JSON.stringify(rows))
  const parts = columns.map((_, index) => `k${index} ${types[index]?.type ?? 'longtext'} path '$[${index}]'`)
  const equal = columns.map((column, index) => {
    const name = `t.${column.quoted}`
    if (types[index]) return `${name} = j.k${index}`
    if (ofBytes.has(column.type)) return `${name} = unhex(j.k${index})`
    return `${asBytes(texts.has(column.type) ? name : `cast(${name} as char)`, 'exact')} = ${asBytes(`j.k${index}`, 'exact')}`
  })
  return `exists (select 1 from json_table(?, '$[*]' columns (${parts.join(', ')})) j where ${equal.join(' and ')})`
}

/** SQL that is true for the rows whose `fields` hold one of `keys`; what it binds is added to `values`. Throws SourceFailure. */
export const conditionFor = (relation: Relation, fields: Field[], keys: string[][], values: string[]): string =>
  fields.length === 1
    ? single(
        relation,
        fields[0]!,
        keys.map(key => key[0]!),
        values,
      )
    : composite(relation, fields, keys, values)

/** The text of a column as a key: 42.00 and 42 are one key. */
const keyText = ({ type, quoted }: Column): string => {
  const name = `t.${quoted}`
  if (type === 'decimal')
    return `trim(trailing '.' from trim(trailing '0' from cast(cast(${name} as decimal(65,30)) as char)))`
  if (ofBytes.has(type)) return textOfBytes(name)
  // A column with ZEROFILL writes 42 as 00000042.
  return type === 'bit' || integers.has(type) ? `cast(${name} + 0 as char)` : `cast(${name} as char)`
}

/** Parts of one document belong together, and the server would mix them. */
export const refuseParts = (relation: Relation, fields: Field[]): void => {
  const inside = fields.filter(field => isInside(columnFor(relation, field), field))
  if (inside.length > 1) throw new SourceFailure(reason('no-way-by', inside.map(({ path }) => path).join(', ')))
}

/** What to select to follow a field: for each way to its values an expression, and the FROM item it needs. */
export const followed = (relation: Relation, field: Field, index: number): { expression: string; from: string }[] => {
  const column = columnFor(relation, field)
  if (!isInside(column, field)) return [{ expression: keyText(column), from: '' }]
  return elements(column, field).map(table => ({ expression: `s${index}.v`, from: ` join ${table} s${index}` }))
}
