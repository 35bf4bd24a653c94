/** A date or time: ISO 8601 for machines, `text` (made by `#lib/i18n/formats.ts`) for people. */
export const Time = ({ iso, text }: { iso: string; text: string }) => <time dateTime={iso}>{text}</time>
