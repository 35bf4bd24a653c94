import type { ReactNode } from 'react'
import { Untrusted } from './untrusted.tsx'

/** What somebody wrote, to the letter, clearly not our words. */
export const Quote = ({ text, by }: { text: string; by?: ReactNode | undefined }) => (
  <figure className="border-s-4 border-line-strong ps-4">
    <blockquote dir="auto">
      <Untrusted text={text} />
    </blockquote>
    {by && <figcaption className="mt-1 text-sm text-ink-soft">{by}</figcaption>}
  </figure>
)
