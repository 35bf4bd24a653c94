/** What an owner can say: here it is, there is nothing, or why it cannot be told. */
export const ownerAnswers = ['found', 'nothing', 'exception'] as const
export type OwnerAnswer = (typeof ownerAnswers)[number]

/** What the history of a request tells of a colleague who was asked. `reason`: a commitment to the text, which lies sealed. */
export type OwnerEvent =
  | { type: 'owner-asked'; question: string; source: string; attempt: number; dueAt: string }
  | { type: 'owner-chased'; question: string; source: string; cause: 'time' | 'officer' }
  | { type: 'owner-changed'; question: string; source: string }
  /** They pressed the button and saw whose data is looked for. */
  | { type: 'owner-looked'; question: string; source: string }
  | { type: 'owner-stood-in'; question: string; source: string; reason: string }
  | { type: 'owner-file-added'; question: string; source: string; file: string; bytes: number; sha256: string }
  | { type: 'owner-file-removed'; question: string; source: string; file: string }
  | {
      type: 'owner-answered'
      question: string
      source: string
      answer: OwnerAnswer
      files: number
      instead: boolean
      reason: string | null
    }
  | { type: 'owner-silent'; question: string; source: string }

/** The word for `kind` of a source that a person answers for. */
export const manualKind = 'manual'

/** Days after which an owner is reminded, while time is left to answer. */
export const chaseAfterDays = [3, 7] as const

/** What may be given: enough for a scanned binder, too little to fill a disk by mistake. */
export const fileLimits = { bytes: 100 * 1024 * 1024, files: 100, nameLength: 200 } as const
