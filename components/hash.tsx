/**
 * A long fingerprint, shortened to its ends on screen; the focus (a tap, the Tab key) unfolds it, paper shows it whole. All of it is in the text,
 * so selecting copies it and a screen reader can spell it. Stands inside sentences.
 */
export const Hash = ({ value }: { value: string }) =>
  value.length <= 20 ? (
    <code dir="ltr">{value}</code>
  ) : (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard and touch must be able to unfold it, as a pointer does.
    <code dir="ltr" tabIndex={0} className="hash">
      {value.slice(0, 8)}
      <span>{value.slice(8, -6)}</span>
      {value.slice(-6)}
    </code>
  )
