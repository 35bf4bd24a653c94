import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

type Props = {
  action: string
  name?: string | undefined
  label: string
  hint?: string | undefined
  button: string
  value?: string | undefined
  error?: string | undefined
}

/** Finds one thing by what is typed. */
export const SearchBox = ({ action, name = 'q', label, hint, button, value, error }: Props) => (
  <search data-print="no">
    <form action={action} method="get" noValidate className="max-w-2xl">
      <label htmlFor={name} className="block font-semibold">
        {label}
      </label>
      {hint && (
        <p id={`${name}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${name}-error`} className="flex items-center gap-2 font-semibold text-danger">
          <Icon name="danger" />
          {error}
        </p>
      )}
      <div className="mt-1.5 flex gap-2">
        <input
          id={name}
          name={name}
          type="search"
          dir="auto"
          defaultValue={value}
          aria-describedby={[hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined}
          aria-invalid={error ? true : undefined}
          className="control min-w-0"
        />
        <Button>
          <Icon name="search" />
          {button}
        </Button>
      </div>
    </form>
  </search>
)
