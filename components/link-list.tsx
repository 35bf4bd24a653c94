import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

export type LinkItem = {
  key: string
  href: string
  title: string
  text?: ReactNode | undefined
  mark?: ReactNode | undefined
}

/** A few ways to go on, each large enough for a thumb, each with a sentence on where it leads. */
export const LinkList = ({ label, links }: { label?: string | undefined; links: readonly LinkItem[] }) => (
  <ul aria-label={label} className="grid gap-3">
    {links.map(({ key, href, title, text, mark }) => (
      <li key={key} className="sheet relative flex items-center gap-4 p-5 hover:border-accent staff:p-4">
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <a href={href} className="text-lg font-semibold after:absolute after:inset-0 after:rounded-lg">
              {title}
            </a>
            {mark}
          </div>
          {text && <div className="mt-1 text-ink-soft">{text}</div>}
        </div>
        <Icon name="chevron" className="text-accent" />
      </li>
    ))}
  </ul>
)
