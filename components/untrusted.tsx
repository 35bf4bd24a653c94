import { Fragment } from 'react'
import { showHidden } from '#lib/i18n/show-hidden.ts'

/** Untrusted text in a line: isolated so that its direction cannot turn the sentence around, hidden characters visible as codes. */
export const Untrusted = ({ text }: { text: string }) => (
  <bdi className="whitespace-pre-wrap wrap-anywhere">
    {showHidden(text).map((part, position) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move.
      <Fragment key={position}>
        {part.kind === 'text' ? (
          part.text
        ) : (
          <span
            dir="ltr"
            className="mx-px rounded-sm border border-warning bg-warning-soft px-1 font-mono text-[0.8em] text-warning"
          >
            {part.text}
          </span>
        )}
      </Fragment>
    ))}
  </bdi>
)
