import type { ReactNode } from 'react'
import type { Part } from '#lib/collection/mark-findings.ts'

const looks: { [state in Part['state']]: string } = {
  open: 'bg-warning-soft text-ink outline-1 outline-warning',
  accepted: 'bg-transparent text-ink line-through decoration-danger decoration-2',
  rejected: 'bg-sunk text-ink',
}

/** Words that name somebody: waiting for an answer, held back, or left in. */
export const Marked = ({ state, children }: { state: Part['state']; children: ReactNode }) => (
  <mark className={`rounded-sm px-0.5 ${looks[state]}`}>{children}</mark>
)
