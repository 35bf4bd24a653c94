/** What an owner can say: here it is, there is nothing, or why it cannot be told. */
export const ownerAnswers = ['found', 'nothing', 'exception'] as const
export type OwnerAnswer = (typeof ownerAnswers)[number]

/** The word for `kind` of a source that a person answers for. */
export const manualKind = 'manual'

/** Days after which an owner is reminded, while time is left to answer. */
export const chaseAfterDays = [3, 7] as const

/** What may be given: enough for a scanned binder, too little to fill a disk by mistake. */
export const fileLimits = { bytes: 100 * 1024 * 1024, files: 100, nameLength: 200 } as const
