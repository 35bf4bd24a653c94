import { Temporal } from 'temporal-polyfill'
import type { DueError } from './due-error.ts'

const DATE = /^(\d{4}-\d{2}-\d{2})(.*)$/s
const TIME = /^T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/

/** An RFC 3339 timestamp read without guessing, and the offset it was written with. */
export type ReadInstant = { at: Temporal.Instant; offset: string }

/**
 * `2026-02-30T…` is `invalid_date` and never 2 March; `25.08.2026` is `invalid_format`, no locale is tried; a time or
 * date without offset is `missing_offset`: which day it was depends on where.
 */
export function readInstant(text: string): ReadInstant | DueError {
  const match = DATE.exec(text)
  if (!match) return 'invalid_format'
  const [, date, rest] = match as unknown as [string, string, string]
  const time = TIME.exec(rest)
  if (rest !== '' && !time) return 'invalid_format'
  if (!parsed(() => Temporal.PlainDateTime.from(date + rest.replace(time?.[1] ?? '', '')))) return 'invalid_date'
  const offset = time?.[1]
  if (offset === undefined) return 'missing_offset'
  const at = parsed(() => Temporal.Instant.from(text))
  return at ? { at, offset: offset === 'Z' ? 'UTC' : offset } : 'invalid_date'
}

/** A civil date `YYYY-MM-DD` that exists. */
export function readDate(text: string): Temporal.PlainDate | DueError {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return 'invalid_format'
  return parsed(() => Temporal.PlainDate.from(text)) ?? 'invalid_date'
}

/** Temporal answers text it cannot read with a RangeError. */
function parsed<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
