/**
 * A path of this portal to return to, from input nobody can trust: one leading slash, not followed by another or a backslash (browsers read
 * both as the start of a foreign host), no control characters, at most 2,000 characters. Anything else becomes `/`.
 */
export const localPath = (value: unknown): string =>
  typeof value === 'string' && value.length <= 2000 && /^\/(?![/\\])[^\p{Cc}\\]*$/u.test(value) ? value : '/'
