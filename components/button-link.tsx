import type { ReactNode } from 'react'
import { type ButtonTone, buttonClass } from './button.tsx'
import { Icon } from './icon.tsx'

type Props = {
  href: string
  tone?: ButtonTone | undefined
  /** Shows an arrow: this leads into a longer way. */
  start?: boolean | undefined
  /** A file to be saved: the browser keeps the page. */
  download?: boolean | undefined
  children: ReactNode
}

/** A link that looks like a button, because it is the one next step. It goes somewhere and changes nothing. */
export const ButtonLink = ({ href, tone = 'primary', start = false, download = false, children }: Props) => (
  <a href={href} className={`${buttonClass(tone)} no-underline`} download={download || undefined}>
    {children}
    {start && <Icon name="arrow" />}
  </a>
)
