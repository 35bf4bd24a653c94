import { z } from 'zod'
import json from './clauses.json' with { type: 'json' }
import { lawsOf } from './remedies.ts'

/** What a law may want said in a letter. */
export const clauses = [
  'reasons',
  'ground',
  'old-date',
  'new-date',
  'derivation',
  'complaint',
  'court',
  'appeal',
  'number',
  'completeness',
  'until',
  'receipt',
  'answer-by',
  'process',
  'withheld',
  'lateness',
] as const
export type Clause = (typeof clauses)[number]

const file = z.strictObject({
  schema_version: z.literal(1),
  as_of: z.iso.date(),
  demands: z.array(
    z.strictObject({
      /** First part of a rule's id, or `*`: every letter of this kind. */
      law: z.string(),
      letter: z.string(),
      clauses: z.array(z.enum(clauses)).min(1),
      cite: z.string().min(1),
      evidence: z.string().min(1),
      confirmed: z.boolean(),
    }),
  ),
})

/** Which clauses each letter must hold under each law, with the section that wants them. */
export const demands = file.parse(json).demands
export type Demand = (typeof demands)[number]

/** The variable of a template through which a clause is said; `process` is the letter itself. */
export const variableOf: { [clause in Clause]: string | null } = {
  reasons: 'reason',
  ground: 'ground',
  'old-date': 'was',
  'new-date': 'due',
  derivation: 'derivation',
  complaint: 'remedy',
  court: 'remedy',
  appeal: 'remedy',
  number: 'records',
  completeness: 'complete',
  until: 'until',
  receipt: 'ref',
  'answer-by': 'deadline',
  process: null,
  withheld: 'withheld',
  lateness: 'lateness',
}

/** What a template of this kind must be able to say, whatever the law of the request: one text serves them all. */
export const demandsOn = (letter: string): Demand[] => demands.filter(demand => demand.letter === letter)

const remedyClauses: readonly Clause[] = ['complaint', 'court', 'appeal']

/** Of the rules of a request, those whose law wants the remedy named in this letter; all of them where every letter has it. */
export function rulesWithRemedy(letter: string, rules: readonly string[]): readonly string[] {
  const wanting = demandsOn(letter).filter(demand => demand.clauses.some(clause => remedyClauses.includes(clause)))
  if (wanting.some(({ law }) => law === '*')) return rules
  return rules.filter(rule => wanting.some(({ law }) => lawsOf([rule]).includes(law)))
}
