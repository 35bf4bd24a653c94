import type { ReactNode } from 'react'

/** Who a page is for: `person` is large and narrow, one thing at a time; `staff` is dense and wide. */
export type Room = 'person' | 'staff'

type Props = {
  room: Room
  /** "Skip to the main content". */
  skip: string
  banner?: ReactNode | undefined
  header: ReactNode
  footer: ReactNode
  children: ReactNode
}

/** The frame of every page: skip link, banner, header, main, footer. Spacing inside main comes by itself (`flow`). */
export const PageShell = ({ room, skip, banner, header, footer, children }: Props) => (
  <div data-room={room} className="flex min-h-dvh flex-col">
    <a
      href="#main"
      data-print="no"
      className="fixed start-2 top-2 z-10 -translate-y-[200%] rounded-md bg-ink px-4 py-3 font-semibold text-paper focus:translate-y-0"
    >
      {skip}
    </a>
    {banner}
    {header}
    <main
      id="main"
      tabIndex={-1}
      className={`flow mx-auto w-full flex-1 px-4 pt-8 pb-16 sm:px-6 sm:pt-10 ${room === 'person' ? 'max-w-5xl *:max-w-180' : 'max-w-7xl'}`}
    >
      {children}
    </main>
    {footer}
  </div>
)
