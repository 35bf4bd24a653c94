import { Quote } from '#components/quote.tsx'
import type { PortalParagraph } from '#lib/mail/letters/portal-letter.ts'

/** The paragraphs of a letter, the same for the person who reads it, the officer who sends it and the admin who writes its text. */
export const LetterText = ({ paragraphs }: { paragraphs: readonly PortalParagraph[] }) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: a letter never changes.
  paragraphs.map((paragraph, position) => <Paragraph key={position} paragraph={paragraph} />)

const Paragraph = ({ paragraph }: { paragraph: PortalParagraph }) => {
  if ('quoted' in paragraph) return <Quote text={paragraph.quoted} />
  if ('items' in paragraph)
    return (
      <ul>
        {paragraph.items.map(item => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    )
  if ('steps' in paragraph)
    return (
      <ol>
        {paragraph.steps.map(({ text, cite }) => (
          <li key={text}>
            {text} <span className="text-sm text-ink-soft">({cite})</span>
          </li>
        ))}
      </ol>
    )
  return (
    <p className="whitespace-pre-line">
      {paragraph.text}
      {'address' in paragraph && (
        <>
          {' '}
          <a href={paragraph.address} rel="noreferrer" className="wrap-anywhere">
            {paragraph.address}
          </a>
        </>
      )}
    </p>
  )
}
