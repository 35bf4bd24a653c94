import { type Confidence, guessField, holdsPeople } from './guess-field.ts'
import { guessReferences, type ReferenceGuess } from './guess-references.ts'
import { machineWords } from './lexicon.ts'
import { type ColumnShape, type Shape, type TableShape, tableId } from './shape.ts'
import { wordsOf } from './words.ts'

export type DraftReference = ReferenceGuess & { direction: 'to' | 'from' | null }

export type DraftField = {
  column: ColumnShape
  primaryKey: boolean
  category: string
  identity: 'email' | null
  confidence: Confidence
  why: string[]
  /** Of this column alone; composite ones are the collection's. */
  references: DraftReference[]
}

export type DraftCollection = {
  table: TableShape
  /** Its rows are people, or hang on somebody. */
  aboutPeople: boolean
  /** References between it and a mail address; null when none lead there. */
  distance: number | null
  fields: DraftField[]
  composite: DraftReference[]
}

const nobodys = 'system.operations'

/** Tables whose rows are people or hang on a row of people: they say something of somebody in every column. */
const aboutPeople = (tables: TableShape[], references: ReferenceGuess[]): Set<string> => {
  const about = new Set(tables.filter(holdsPeople).map(tableId))
  for (let before = -1; before !== about.size; ) {
    before = about.size
    for (const { from, to, thirdParty } of references) if (about.has(to) && thirdParty !== 'always') about.add(from)
    for (const view of tables) if (view.reads.some(id => about.has(id))) about.add(tableId(view))
  }
  return about
}

/** How many references lie between each table and the nearest that a mail address finds. */
const distances = (starts: string[], references: ReferenceGuess[]): Map<string, number> => {
  const far = new Map(starts.map(start => [start, 0]))
  for (const [table, steps] of far) {
    for (const { from, to, thirdParty } of references) {
      if (thirdParty === 'always') continue
      if (from === table && !far.has(to)) far.set(to, steps + 1)
      if (to === table && !far.has(from)) far.set(from, steps + 1)
    }
  }
  return far
}

/** A search walks away from the mail address; between tables equally far it walks both ways, which the map says by saying nothing. */
const directed = (guess: ReferenceGuess, far: Map<string, number>): DraftReference => {
  if (guess.from === guess.to || guess.thirdParty === 'always') return { ...guess, direction: 'to' }
  const here = far.get(guess.from) ?? Infinity
  const there = far.get(guess.to) ?? Infinity
  return { ...guess, direction: there < here ? 'from' : here < there ? 'to' : null }
}

const isMachines = (name: string) => machineWords.has(wordsOf(name).at(-1) ?? '')

const draftField = (table: TableShape, column: ColumnShape, about: Set<string>, all: DraftReference[]): DraftField => {
  const guess = guessField(table, column)
  const primaryKey = table.key.includes(column.name)
  const own = all.filter(one => one.from === tableId(table) && one.fields.includes(column.name))
  const said = { column, primaryKey, identity: guess.identity, references: own.filter(one => one.fields.length === 1) }
  const points = own.some(one => about.has(one.to))
  if (points || (primaryKey && own.length === 0 && holdsPeople(table)))
    return {
      ...said,
      identity: guess.identity,
      category: 'user.unique_id',
      confidence: points ? 'sure' : 'likely',
      why: ['a key of people'],
    }
  if (guess.category !== null)
    return { ...said, category: guess.category, confidence: guess.confidence, why: guess.why }
  // What stands in a row about somebody says something of them, whatever it is.
  if (about.has(tableId(table)) && !isMachines(column.name))
    return { ...said, category: 'user', confidence: 'open', why: ['its row is about a person'] }
  return { ...said, category: nobodys, confidence: 'open', why: ['nothing speaks of a person'] }
}

/** A data map as far as a live database can tell it: every table and column, what each probably holds, and what leads where. */
export const guessMap = async (shape: Shape): Promise<DraftCollection[]> => {
  const guesses = await guessReferences(shape)
  const about = aboutPeople(shape.tables, guesses)
  const starts = shape.tables
    .filter(table => table.columns.some(column => guessField(table, column).identity !== null))
    .map(tableId)
  const far = distances(starts, guesses)
  const all = guesses.map(guess => directed(guess, far))
  return shape.tables.map(table => ({
    table,
    aboutPeople: about.has(tableId(table)),
    distance: far.get(tableId(table)) ?? null,
    fields: table.columns.map(column => draftField(table, column, about, all)),
    composite: all.filter(one => one.from === tableId(table) && one.fields.length > 1),
  }))
}

/** Whether a drafted column says something of a person. */
export const isPersonal = ({ category }: Pick<DraftField, 'category'>): boolean => category !== nobodys
