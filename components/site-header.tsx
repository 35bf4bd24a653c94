import type { ReactNode } from 'react'
import { Navigation, type NavLink } from './navigation.tsx'
import type { Room } from './page-shell.tsx'

type Props = {
  room: Room
  organisation?: string | undefined
  /** What this place is: "Your data". */
  service: string
  home: string
  navigation?: { label: string; links: readonly NavLink[] } | undefined
  /** The language switch. */
  language?: ReactNode | undefined
  /** Who is signed in, and the way out. */
  account?: ReactNode | undefined
}

/** A folder tied with a thread: the mark of the portal, not of the organisation. */
const Mark = () => (
  <svg aria-hidden="true" viewBox="0 0 32 32" width="36" height="36" className="size-9 shrink-0">
    <path d="M3 26V7a2 2 0 0 1 2-2h8l3 4h11a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2Z" className="fill-accent" />
    <path d="M3 17.5h26" strokeWidth="2" className="stroke-on-accent" />
    <circle cx="16" cy="17.5" r="3.4" strokeWidth="2" className="fill-accent stroke-on-accent" />
  </svg>
)

/** Whose portal this is, where one can go, in which language, and as whom. */
export const SiteHeader = ({ room, organisation, service, home, navigation, language, account }: Props) => {
  const width = room === 'person' ? 'max-w-5xl' : 'max-w-7xl'
  return (
    <header className="border-b border-line bg-sheet">
      <div
        className={`mx-auto flex flex-wrap items-center justify-between gap-x-3 gap-y-1 sm:gap-x-6 px-4 py-3 sm:px-6 ${width}`}
      >
        <a
          href={home}
          className="flex min-h-11 min-w-0 flex-1 basis-40 items-center gap-3 sm:flex-none text-ink no-underline hover:underline"
        >
          <Mark />
          <span className="min-w-0 leading-tight">
            <span className="block font-serif text-[1.15rem] font-bold">{service}</span>
            {organisation && (
              <span className="block text-[0.9rem] text-ink-soft">
                <bdi>{organisation}</bdi>
              </span>
            )}
          </span>
        </a>
        <div
          data-print="no"
          className="flex flex-1 flex-wrap-reverse items-center justify-end gap-x-5 text-[0.95rem] max-sm:contents"
        >
          {language && <div className="sm:order-2">{language}</div>}
          {account && <div className="max-sm:basis-full">{account}</div>}
        </div>
      </div>
      {navigation && navigation.links.length > 0 && (
        <div data-print="no" className="border-t border-line">
          <div className={`mx-auto px-4 sm:px-6 ${width}`}>
            <Navigation label={navigation.label} links={navigation.links} />
          </div>
        </div>
      )}
    </header>
  )
}
