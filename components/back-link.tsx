import { Icon } from './icon.tsx'

/** One step back on a way of several pages; stands first on the page. */
export const BackLink = ({ href, text }: { href: string; text: string }) => (
  <p data-print="no" className="-mt-3">
    <a href={href} className="inline-flex min-h-11 items-center gap-1.5">
      <Icon name="chevron" className="rotate-180 rtl:rotate-0 rtl:scale-x-100!" />
      {text}
    </a>
  </p>
)
