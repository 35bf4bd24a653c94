/** How many places name how many people, and what an officer answered: held back, or left in. */
type Places = { places: number; persons: number }
type Answer = 'accepted' | 'rejected'

/** What the history of a request tells of other people in what was found. `reason`: a commitment to a text, which lies sealed. */
export type MentionEvent =
  /** Where they are named, by kind. `unread`: sources whose people are not known as of lately. */
  | ({
      type: 'others-found'
      attempt: number
      found: { [kind: string]: number }
      more: number
      unread: string[]
    } & Places)
  | ({ type: 'mentions-decided'; decision: Answer; withholdings: string[]; reason: string } & Places)
