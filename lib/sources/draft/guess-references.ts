import { holdsPeople, share } from './guess-field.ts'
import { otherRoles, ownRoles, ownTable, staffRoles } from './lexicon.ts'
import { type ColumnShape, type Contained, type Link, type Shape, type TableShape, tableId } from './shape.ts'
import { wordsOf } from './words.ts'

/** A reference as a draft proposes it, before anybody knows from which side a search will come. */
export type ReferenceGuess = {
  from: string
  fields: string[]
  to: string
  keys: string[]
  /** Whose the row on the other side is: `always` somebody else's (staff), `maybe` somebody else's. */
  thirdParty: 'never' | 'maybe' | 'always'
  confidence: 'sure' | 'likely'
  why: string[]
}

/** Types that are compared as the same kind of key; a number may be kept as a text on the other side. */
const kinds: [RegExp, string][] = [
  [/^(int|numeric|oid|float)/, 'number'],
  [/^(text|varchar|bpchar|name|citext)/, 'text'],
  [/^uuid/, 'uuid'],
]
const kindOf = ({ type }: ColumnShape) => kinds.find(([pattern]) => pattern.test(type))?.[1] ?? type
const mayHold = (column: ColumnShape, key: ColumnShape) =>
  kindOf(column) === kindOf(key) || kindOf(column) === 'text' || kindOf(key) === 'text'

const pointing = new Set(['id', 'no', 'nr', 'number', 'key', 'ref', 'code', 'fk', 'uuid', 'by', 'to'])

/** The words of a column without those that only say that it points: `customer_id` -> `customer`. */
const subjectOf = (name: string): string[] => {
  const words = wordsOf(name)
  while (words.length > 1 && pointing.has(words.at(-1)!)) words.pop()
  return words
}

const near = (word: string, other: string) =>
  word === other || (word.length >= 3 && other.length >= 3 && (other.startsWith(word) || word.startsWith(other)))

/** How well a column's name names a table: 2 by its own name, 1 by an abbreviation or part of it, 0 not at all. */
const naming = (column: string, table: TableShape): number => {
  const subject = subjectOf(column)
  const { words } = table
  const last = subject.at(-1)
  // `#`, `~`: a name without a word names nothing.
  if (last === undefined) return 0
  if (subject.join(' ') === words.join(' ') || subject.slice(-words.length).join(' ') === words.join(' ')) return 2
  if (words.length > 1 && (last === words.at(-1) || words.join('') === subject.join(''))) return 1
  return words.length === 1 && near(last, words[0]!) ? 1 : 0
}

const isRole = (column: string) =>
  wordsOf(column).some(word => staffRoles.has(word) || otherRoles.has(word) || ownRoles.has(word))

const pointsToOwn = (column: string) => wordsOf(column).some(word => ownTable.has(word))

/** Whose the row is that a column points to: its own words say it, for tables of people alone. */
const thirdOf = (column: string, to: TableShape): ReferenceGuess['thirdParty'] => {
  const words = wordsOf(column)
  if (holdsPeople(to) && words.some(word => staffRoles.has(word))) return 'always'
  // `ship_to` leads to an address that may be another's; `parent_id` of a category leads to nobody.
  if (words.some(word => otherRoles.has(word)) && !(words.includes('parent') && !holdsPeople(to))) return 'maybe'
  return 'never'
}

const shareOf = (contained: Contained): number | null =>
  contained === null || contained.asked === 0 ? null : contained.there / contained.asked

const columnNamed = (table: TableShape, name: string) => table.columns.find(column => column.name === name)

/** Whether a column looks as if it pointed somewhere: by its last word, or because it names a table or a role. */
const mayPoint = (table: TableShape, column: ColumnShape, tables: TableShape[]): boolean => {
  if (table.key.length === 1 && table.key[0] === column.name) return false
  if (!/^(int|numeric|text|varchar|bpchar|uuid|citext|oid)/.test(column.type) || column.array) return false
  if (pointing.has(wordsOf(column.name).at(-1)!) || isRole(column.name) || pointsToOwn(column.name)) return true
  // A text called `address` is one; a number called `address` is the number of one.
  const least = kindOf(column) === 'text' ? 2 : 1
  return tables.some(one => naming(column.name, one) >= least)
}

type Candidate = { to: TableShape; key: ColumnShape; named: number }

const candidatesOf = (table: TableShape, column: ColumnShape, tables: TableShape[]): Candidate[] =>
  tables
    .filter(to => to.key.length === 1 && (to !== table || pointsToOwn(column.name)))
    .flatMap(to => {
      const key = columnNamed(to, to.key[0]!)!
      if (!mayHold(column, key)) return []
      const named = Math.max(naming(column.name, to), to === table ? 1 : 0)
      // A role names nobody: `handled_by` may be any table of people. A name that is a word of the table needs no role.
      return named > 0 || (isRole(column.name) && holdsPeople(to)) ? [{ to, key, named }] : []
    })
    .sort((a, b) => b.named - a.named || Number(b.to.schema === table.schema) - Number(a.to.schema === table.schema))

/** Numbers from 1 up are in every table that counts its rows: they prove nothing beside a name that says nothing. */
const believe = ({ named, to }: Candidate, contained: Contained, table: TableShape): boolean => {
  const part = shareOf(contained)
  if (part === null) return named === 2 && to.schema === table.schema
  // Rows for nobody (0), rows that hang on nothing: a half is enough where the name is the table's own.
  if (named === 2) return part >= 0.5
  return part >= 0.98 && contained!.asked >= 2
}

const guessColumn = async (table: TableShape, column: ColumnShape, shape: Shape): Promise<ReferenceGuess | null> => {
  const found: { candidate: Candidate; contained: Contained }[] = []
  for (const candidate of candidatesOf(table, column, shape.tables)) {
    const link: Link = { from: table, columns: [column.name], to: candidate.to, keys: [candidate.key.name] }
    const contained = await shape.contained(link)
    if (!believe(candidate, contained, table)) continue
    found.push({ candidate, contained })
    if (candidate.named === 2 && candidate.to.schema === table.schema) break
  }
  const best = found.sort((a, b) => b.candidate.named - a.candidate.named || staffFirst(column, a, b))[0]
  if (!best) return null
  const { candidate, contained } = best
  const counted =
    contained && contained.asked > 0 ? [`${contained.there} of ${contained.asked} sampled values are there`] : []
  return {
    from: tableId(table),
    fields: [column.name],
    to: tableId(candidate.to),
    keys: [candidate.key.name],
    thirdParty: thirdOf(column.name, candidate.to),
    confidence: candidate.named === 2 && counted.length > 0 ? 'sure' : 'likely',
    why: [candidate.named > 0 ? 'by name' : 'by its role', ...counted],
  }
}

const staffTables = new Set(['employee', 'staff', 'agent', 'operator', 'admin', 'mitarbeiter'])

/** Of two tables of people, who handled something is rather in that of the staff. */
const staffFirst = (column: ColumnShape, a: { candidate: Candidate }, b: { candidate: Candidate }): number => {
  const isStaff = ({ candidate }: { candidate: Candidate }) => candidate.to.words.some(word => staffTables.has(word))
  const wanted = wordsOf(column.name).some(word => staffRoles.has(word))
  return wanted ? Number(isStaff(b)) - Number(isStaff(a)) : Number(isStaff(a)) - Number(isStaff(b))
}

/** The column of a table that stands for a key column of another: of the same name, or `payment_id` for the `id` of `payment`. */
const standingFor = (table: TableShape, to: TableShape, key: string): ColumnShape | undefined =>
  columnNamed(table, `${to.words.join('_')}_${key}`) ?? columnNamed(table, key)

/** Composite keys that another table repeats, and whose values are there. */
const guessComposite = async (table: TableShape, shape: Shape): Promise<ReferenceGuess[]> => {
  const found: ReferenceGuess[] = []
  for (const to of shape.tables) {
    if (to === table || to.key.length < 2) continue
    const fields = to.key.map(key => standingFor(table, to, key)?.name).filter(name => name !== undefined)
    // The longer key hangs on the shorter one, never the other way round.
    const above =
      table.key.length > 0 && table.key.length < to.key.length && table.key.every(key => fields.includes(key))
    if (fields.length < to.key.length || above) continue
    const contained = await shape.contained({ from: table, columns: fields, to, keys: to.key })
    if ((shareOf(contained) ?? 0) < 0.9) continue
    const why = ['keys of the same names', `${contained!.there} of ${contained!.asked} sampled keys are there`]
    const ends = { from: tableId(table), fields, to: tableId(to), keys: to.key }
    found.push({ ...ends, thirdParty: 'never', confidence: 'likely', why })
  }
  return found
}

const isMark = ({ seen }: ColumnShape) => share(seen, 'token') + share(seen, 'uuid') > 0.8

/**
 * The same long mark under the same name on a row about people: a visitor's cookie in a log and on a form. Most of a log belongs to
 * nobody known, so one value in common is enough: such values do not meet by chance.
 */
const guessMarks = async (table: TableShape, column: ColumnShape, shape: Shape): Promise<ReferenceGuess | null> => {
  if (table.key.includes(column.name) || !isMark(column) || holdsPeople(table)) return null
  for (const to of shape.tables) {
    const there = columnNamed(to, column.name)
    if (to === table || !there || !isMark(there) || !holdsPeople(to)) continue
    const contained = await shape.contained({ from: table, columns: [column.name], to, keys: [column.name] })
    if (!contained || contained.there === 0) continue
    const why = ['the same mark', `${contained.there} of ${contained.asked} sampled values are there`]
    const ends = { from: tableId(table), fields: [column.name], to: tableId(to), keys: [column.name] }
    return { ...ends, thirdParty: 'never', confidence: 'likely', why }
  }
  return null
}

const known = (table: TableShape, tables: TableShape[]): ReferenceGuess[] =>
  table.foreignKeys.flatMap(({ from, schema, table: name, to }) => {
    const there = tables.find(one => one.schema === schema && one.name === name)
    if (!there) return []
    const thirdParty = from.length === 1 ? thirdOf(from[0]!, there) : 'never'
    return [
      {
        from: tableId(table),
        fields: from,
        to: tableId(there),
        keys: to,
        thirdParty,
        confidence: 'sure' as const,
        why: ['foreign key'],
      },
    ]
  })

/**
 * The references of a live database: those it knows, and those that names and values speak for where it knows none. A join by
 * values alone is never proposed: numbers from 1 up are everywhere.
 */
export const guessReferences = async (shape: Shape): Promise<ReferenceGuess[]> => {
  const tables = shape.tables.filter(({ kind }) => kind === 'r' || kind === 'p' || kind === 'f')
  const all: ReferenceGuess[] = []
  for (const table of tables) {
    const said = known(table, tables)
    const composite = (await guessComposite(table, { ...shape, tables })).filter(
      one => !said.some(other => other.to === one.to && other.fields.length === one.fields.length),
    )
    const spoken = new Set([...said, ...composite].flatMap(one => one.fields))
    for (const column of table.columns) {
      if (spoken.has(column.name)) continue
      const here = { ...shape, tables }
      const guess =
        (mayPoint(table, column, tables) ? await guessColumn(table, column, here) : null) ??
        (await guessMarks(table, column, here))
      if (guess) all.push(guess)
    }
    all.push(...said, ...composite)
  }
  return all
}
