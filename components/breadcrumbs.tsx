/** The way from the top to this page; the page itself comes last, without an address. */
export const Breadcrumbs = ({
  label,
  trail,
}: {
  label: string
  trail: readonly { text: string; href?: string | undefined }[]
}) => (
  <nav aria-label={label} data-print="no" className="text-sm">
    <ol className="flex flex-wrap gap-y-1">
      {trail.map(({ text, href }, position) => (
        <li key={text} className="flex items-center">
          {position > 0 && (
            <span aria-hidden="true" className="px-2 text-ink-soft">
              /
            </span>
          )}
          {href ? <a href={href}>{text}</a> : <span aria-current="page">{text}</span>}
        </li>
      ))}
    </ol>
  </nav>
)
