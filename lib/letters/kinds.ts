import { proofs } from '#lib/assurance/levels.ts'
import { disputeKinds, disputeWords } from '#lib/disputes/dispute-words.ts'
import { extensionGrounds, refusalGrounds } from '#lib/requests/status.ts'

/**
 * How the value of a variable is said. `words` (somebody's own words), `withheld` (what was refused in part), `lateness` (that it comes late, and why), `steps` (how a date was
 * found) and `remedy` are whole paragraphs of their own; a list of codes is chosen from with ICU `select`.
 */
export type VariableType =
  | 'date'
  | 'instant'
  | 'number'
  | 'text'
  | 'words'
  | 'steps'
  | 'remedy'
  | 'withheld'
  | 'lateness'
  | readonly string[]

export type Variables = { readonly [name: string]: VariableType }

export type LetterKindFacts = {
  /** What the letter's own data gives it, by the same names. */
  variables: Variables
  /** The portal's own text: sentences `mail.portal.<kind>.<key>`, and the variables that are paragraphs, in order. */
  body: readonly string[]
}

/** What every letter can say of its request besides its own data. */
export const everywhere = {
  ref: 'text',
  organisation: 'text',
  contact: 'text',
  /** The day by which the request must be answered. */
  deadline: 'date',
  /** Whether that day has passed when the letter is written. */
  late: ['yes', 'no'],
  /** Whether it is printed and posted, because the person has no mailbox and cannot sign in. */
  onPaper: ['yes', 'no'],
  derivation: 'steps',
  remedy: 'remedy',
} as const satisfies Variables

/** The letters of the portal. A new one is an entry here, its data in letter-data.ts, its sentences, and what the law wants in clauses.json. */
export const letterFacts = {
  'request-acknowledged': { variables: {}, body: ['what', 'next', 'due', '{derivation}', 'contact'] },
  'deadline-extended': {
    variables: { was: 'date', due: 'date', ground: extensionGrounds, reason: 'words', stays: ['yes', 'no'] },
    body: ['what', 'ground', '{reason}', 'derivation', '{derivation}', '{remedy}'],
  },
  'request-refused': {
    variables: { ground: refusalGrounds, reason: 'words', lateness: 'lateness' },
    body: ['what', '{reason}', '{lateness}', '{remedy}'],
  },
  'identity-asked': {
    variables: { reason: 'words', due: 'date', by: proofs },
    body: ['what', '{reason}', 'how', 'effect', '{derivation}'],
  },
  'fee-asked': {
    variables: { amount: 'text', currency: 'text', reason: 'words', due: 'date' },
    body: ['what', '{reason}', 'effect', '{derivation}'],
  },
  'date-set': { variables: { was: 'date', due: 'date' }, body: ['what', '{derivation}'] },
  'dispute-acknowledged': { variables: { kind: disputeKinds, due: 'date' }, body: ['what'] },
  'dispute-decided': {
    variables: { kind: disputeKinds, outcome: disputeWords, reason: 'words' },
    body: ['what', '{reason}', '{remedy}'],
  },
  'request-withdrawn': { variables: {}, body: ['what', 'receipt'] },
  'request-lapsed': { variables: {}, body: ['what', '{remedy}'] },
  'request-closed': { variables: {}, body: ['what', 'kept', 'late', '{remedy}'] },
  'package-released': {
    variables: {
      until: 'instant',
      complete: ['yes', 'no'],
      records: 'number',
      answer: ['data', 'held', 'unknown'],
      withheld: 'withheld',
      lateness: 'lateness',
    },
    body: ['what', 'incomplete', '{withheld}', '{lateness}', 'until', '{remedy}'],
  },
  'request-reopened': {
    variables: { extent: ['same', 'new'], due: 'date', reason: 'words' },
    body: ['what', '{reason}'],
  },
} as const satisfies Record<string, LetterKindFacts>

export type LetterName = keyof typeof letterFacts

export const letterNames = Object.keys(letterFacts) as LetterName[]

export const isLetterName = (value: unknown): value is LetterName => letterNames.some(name => name === value)

/** Every variable a template of this kind may use. */
export const variablesOf = (kind: LetterName): Variables => ({ ...everywhere, ...letterFacts[kind].variables })

/** Whether a variable is a paragraph of its own. */
export const isParagraph = (type: VariableType | undefined): boolean =>
  typeof type === 'string' && ['words', 'steps', 'remedy', 'withheld', 'lateness'].includes(type)
