import type { ReactNode } from 'react'
import type { Room } from './page-shell.tsx'

type Props = {
  room: Room
  label: string
  links?: readonly { href: string; text: string }[] | undefined
  children: ReactNode
}

/** Who answers for this place, and the few links that every page owes. */
export const SiteFooter = ({ room, label, links = [], children }: Props) => (
  <footer className="border-t border-line bg-sunk text-[0.95rem] text-ink-soft">
    <div className={`mx-auto grid gap-3 px-4 py-8 sm:px-6 ${room === 'person' ? 'max-w-5xl' : 'max-w-7xl'}`}>
      {links.length > 0 && (
        <nav aria-label={label} data-print="no">
          <ul className="flex flex-wrap gap-x-6 gap-y-1">
            {links.map(({ href, text }) => (
              <li key={href} className="flex">
                <a href={href} className="inline-flex min-h-8 items-center text-ink">
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {children}
    </div>
  </footer>
)
