import type { ReactNode } from 'react'
import type { ShutReason } from '#lib/requests/officer-moves.ts'
import { Decision, Head } from './head.tsx'
import { Shut } from './shut.tsx'

type Props = {
  reference: string
  title: string
  /** Why the decision cannot be taken now; null when it can. */
  shut: ShutReason | null
  children: ReactNode
}

/** The page of one decision about a request: the way back, its title, and the form, or why there is none. */
export const DecisionPage = ({ reference, title, shut, children }: Props) => (
  <Decision>
    <Head reference={reference} page={title}>
      <h1>{title}</h1>
    </Head>
    {shut ? <Shut reference={reference} why={shut} /> : children}
  </Decision>
)
