/**
 * The one way a value gets into a statement of Trino's, whose protocol binds none (EXECUTE … USING takes the same literals). In a literal nothing
 * but the quotation mark has a meaning, and a doubled one is itself (SQL:2016, 5.3): no backslash, no placeholder.
 */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** An identifier as Trino's catalogue has it; names come from there alone. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`
