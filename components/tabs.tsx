export type Tab = { key: string; href: string; text: string; count?: string | undefined; current?: boolean | undefined }

/** Views of one list or one thing, as links; each may say how many it holds. */
export const Tabs = ({ label, tabs }: { label: string; tabs: readonly Tab[] }) => (
  <nav aria-label={label} data-print="no" className="border-b border-line">
    <ul className="-mb-px flex flex-wrap gap-x-1">
      {tabs.map(({ key, href, text, count, current = false }) => (
        <li key={key} className="flex">
          <a
            href={href}
            aria-current={current ? 'page' : undefined}
            className={`flex min-h-11 items-center gap-2 border-b-4 px-3 no-underline ${current ? 'border-accent font-semibold text-ink' : 'border-transparent hover:border-line-strong'}`}
          >
            {text}
            {count !== undefined && (
              <span className="rounded-full bg-sunk px-2 text-sm text-ink tabular-nums">{count}</span>
            )}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
