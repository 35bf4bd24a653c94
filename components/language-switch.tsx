import { CurrentPath } from './current-path.tsx'

type Props = {
  label: string
  languages: readonly { code: string; name: string; tag: string }[]
  current: string
  /** Gets `language` and `callback` (path and query of this page). */
  action: (form: FormData) => void | Promise<void>
}

/** The other languages, each by its own name. A plain form: it changes a cookie and comes back to this page. */
export const LanguageSwitch = ({ label, languages, current, action }: Props) => (
  <form action={action} aria-label={label} className="-me-1.5 flex items-center">
    <CurrentPath name="callback" />
    {languages.map(({ code, name, tag }) => (
      <button
        key={code}
        type="submit"
        name="language"
        value={code}
        lang={tag}
        aria-current={code === current ? 'true' : undefined}
        className="min-h-11 cursor-pointer rounded-sm px-1.5 text-accent underline underline-offset-4 hover:bg-sunk aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:no-underline"
      >
        {name}
      </button>
    ))}
  </form>
)
