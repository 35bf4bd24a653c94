'use client'

import { usePathname } from 'next/navigation'

export type NavLink = { href: string; text: string }

/** The longest address the current path lies under is the place one is in. */
const currentOf = (links: readonly NavLink[], path: string | null) =>
  links
    .filter(({ href }) => path === href || (href !== '/' && path?.startsWith(`${href}/`)))
    .sort((one, other) => other.href.length - one.href.length)[0]

/**
 * The main places. A client component only because a layout is not told its path; the links and the mark of the current one are in the
 * server's HTML.
 */
export const Navigation = ({ label, links }: { label: string; links: readonly NavLink[] }) => {
  const path = usePathname()
  const current = currentOf(links, path)
  return (
    <nav aria-label={label}>
      <ul className="-mx-3 flex flex-wrap">
        {links.map(link => (
          <li key={link.href} className="flex">
            <a
              href={link.href}
              aria-current={link !== current ? undefined : link.href === path ? 'page' : 'true'}
              className="flex min-h-11 items-center border-b-3 border-transparent px-3 text-[0.95rem] text-ink no-underline hover:border-line-strong aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-accent"
            >
              {link.text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
