'use client'

import { useEffect, useRef } from 'react'
import { Icon } from './icon.tsx'

export type FormError = {
  /** The id of the field the message is about; without one, the message is about the whole form. */
  field?: string | undefined
  message: string
}

type Props = { title: string; errors: readonly FormError[] }

/**
 * Everything that must be mended, first thing on the page, each line leading to its field. Takes the focus when it appears: by `autofocus`
 * without JavaScript (React writes the attribute into the HTML), by the effect after an action has been answered in place.
 */
export const ErrorSummary = ({ title, errors }: Props) => {
  const box = useRef<HTMLDivElement>(null)
  const messages = errors.map(error => error.message).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same box with other messages is a new answer.
  useEffect(() => box.current?.focus(), [messages])
  if (errors.length === 0) return null
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: after a refused form, the errors are what the person came back for.
      autoFocus
      className="rounded-md border-3 border-danger bg-danger-soft p-5"
    >
      <h2 className="flex items-start gap-2 text-danger">
        <Icon name="danger" className="mt-[0.05em]" />
        {title}
      </h2>
      <ul className="mt-3 grid gap-2">
        {errors.map(({ field, message }) => (
          <li key={`${field} ${message}`} className="font-semibold">
            {field ? (
              <a href={`#${field}`} className="text-danger hover:text-danger-deep">
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
