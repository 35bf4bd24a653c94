/**
 * How sure we are that it is them. L0: nothing was asked (an opt-out needs nothing). L1: they hold the mailbox. L2: they also know two
 * things we already held. L3: three, and they declare it. L4: an officer saw a document, which is never kept.
 */
export const levels = ['L0', 'L1', 'L2', 'L3', 'L4'] as const
export type Level = (typeof levels)[number]

/** Levels an officer may ask the person to reach by questions. */
export const questionLevels = ['L2', 'L3'] as const
export type QuestionLevel = (typeof questionLevels)[number]

/** How an officer may have the person prove who they are: by two facts, by three and a declaration, or by showing it to an officer. */
export const proofs = [...questionLevels, 'officer'] as const

export const factsFor = { L2: 2, L3: 3 } as const satisfies Record<QuestionLevel, number>

/** Tries in all, whatever was wrong; then an officer decides. */
export const triesInAll = 3

export const reaches = (reached: Level, needed: Level): boolean => levels.indexOf(reached) >= levels.indexOf(needed)

export const highest = (some: readonly Level[]): Level =>
  some.reduce<Level>((top, one) => (reaches(top, one) ? top : one), 'L0')

/** What a person can show an officer, live or as a masked picture. The officer notes kind and date and keeps nothing. */
export const documentKinds = ['passport', 'identity-card', 'driving-licence', 'residence-permit', 'other'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** How much harm the wrong reader of a collection could do. */
export const sensitivities = ['plain', 'sensitive', 'special'] as const
export type Sensitivity = (typeof sensitivities)[number]

/** What an officer should know before anything leaves (each with its meaning in `assurance.json`). */
export const flags = [
  'role-mailbox',
  'fresh-record',
  'undated-record',
  'single-record',
  'several-names',
  'address-bounced',
  'other-addresses',
  'former-address',
  'few-facts',
] as const
export type Flag = (typeof flags)[number]
