/** What may speak for or against a row that was found by something several people may share. */
export const signs = {
  'hangs-on-theirs': 'for',
  'same-name': 'for',
  'same-address': 'for',
  'same-visitor': 'for',
  'several-shared': 'for',
  'near-in-time': 'for',
  'nobody-else': 'for',
  'another-name': 'against',
  'another-address': 'against',
  'another-visitor': 'against',
  'far-in-time': 'against',
  'several-behind': 'against',
  'nothing-else': 'against',
} as const

export type SignName = keyof typeof signs

/** A sign, with the number its sentence needs: days, rows or people. Never a value. */
export type Sign = { sign: SignName; number: number }

export const candidateStates = ['open', 'theirs', 'not-theirs'] as const
export type CandidateState = (typeof candidateStates)[number]

/** What the history tells of candidates. */
export type CandidateEvent =
  /** Rows found by what several people may share, apart from what was found for certain. */
  | {
      type: 'candidates-found'
      attempt: number
      candidates: number
      records: number
      more: number
      unread: string[]
      segments: { [object: string]: string }
    }
  /** What hangs on rows (`followed`) that an officer said are the person's was looked for: how much of it waits beside what was found before. */
  | {
      type: 'candidates-followed'
      attempt: number
      followed: number
      candidates: number
      records: number
      unread: string[]
      segments: { [object: string]: string }
    }
  /** `reason`: a salted commitment to the officer's words. */
  | {
      type: 'candidates-decided'
      decision: 'theirs' | 'not-theirs'
      candidates: number
      records: number
      collections: string[]
      reason: string
    }
  /** What was said of candidates was done: how many records of each collection lie beside its findings now. */
  | {
      type: 'candidates-admitted'
      attempt: number
      collections: { [collection: string]: number }
      segments: { [object: string]: string }
    }
