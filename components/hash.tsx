/** A long fingerprint, shortened to its ends. Opening it shows all of it, to read aloud or copy; short ones are shown whole. */
export const Hash = ({ value }: { value: string }) =>
  value.length <= 20 ? (
    <code dir="ltr">{value}</code>
  ) : (
    <details className="inline-block max-w-full align-top">
      <summary
        dir="ltr"
        className="cursor-pointer list-none rounded-sm bg-sunk px-1.5 font-mono text-[0.9em] underline decoration-dotted underline-offset-4 [&::-webkit-details-marker]:hidden"
      >
        {value.slice(0, 8)}…{value.slice(-6)}
      </summary>
      <code dir="ltr" className="mt-1 block select-all wrap-anywhere">
        {value}
      </code>
    </details>
  )
