import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { type Tone, toneBox, toneIcon, toneText } from './tone.ts'

type Props = {
  tone?: Tone | undefined
  title?: ReactNode | undefined
  /** Says aloud what just happened, e.g. after an action: `status` waits its turn, `alert` interrupts. */
  announce?: 'status' | 'alert' | undefined
  children?: ReactNode | undefined
}

/** Something the reader should notice before going on. */
export const Notice = ({ tone = 'info', title, announce, children }: Props) => (
  <div role={announce} className={`flex gap-3 rounded-md border-s-6 p-4 sm:p-5 ${toneBox[tone]}`}>
    <Icon name={toneIcon[tone]} className={`mt-[0.2em] text-lg ${toneText[tone]}`} />
    <div className="min-w-0 flex-1">
      {title && <p className="font-bold">{title}</p>}
      {children && <div className={`flow ${title ? 'mt-1' : ''}`}>{children}</div>}
    </div>
  </div>
)
