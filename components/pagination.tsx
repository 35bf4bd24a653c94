import { Icon } from './icon.tsx'

type Page = { href: string; text: string }

type Props = {
  /** What the links are for: "Pages". */
  label: string
  previous?: Page | undefined
  next?: Page | undefined
}

/** Back and forth through a long list. The pages are found by key, so there are no page numbers and no total. */
export const Pagination = ({ label, previous, next }: Props) =>
  previous || next ? (
    <nav aria-label={label} data-print="no" className="flex flex-wrap justify-between gap-4">
      {previous ? (
        <a href={previous.href} rel="prev" className="inline-flex min-h-11 items-center gap-2 font-semibold">
          <Icon name="arrow" className="rotate-180 rtl:rotate-0 rtl:scale-x-100!" />
          {previous.text}
        </a>
      ) : (
        <span />
      )}
      {next && (
        <a href={next.href} rel="next" className="inline-flex min-h-11 items-center gap-2 font-semibold">
          {next.text}
          <Icon name="arrow" />
        </a>
      )}
    </nav>
  ) : null
