import pino, { type DestinationStream } from 'pino'
import { describeFault } from './describe-fault.ts'

/**
 * All a log line may carry beside its event: ids, codes, names of ours and numbers. There is no field for a message, an address, a name or
 * a value, because what cannot be written cannot leak.
 */
export type LogFields = {
  job?: string
  jobId?: string
  attempt?: number
  worker?: string
  mailId?: string
  requestId?: string
  packageId?: string
  source?: string
  code?: string
  count?: number
  ms?: number
  port?: number
  fault?: unknown
}

type Level = 'info' | 'warn' | 'error'

/** One JSON line for one thing that happened; `event` is a constant of the code, in the words of the house (`job-failed`). */
export type Log = { [L in Level]: (event: string, fields?: LogFields) => void }

const numbers = ['attempt', 'count', 'ms', 'port'] as const
const words = ['job', 'jobId', 'worker', 'mailId', 'requestId', 'packageId', 'source', 'code'] as const

/** Ids and codes are made of these; an address, a sentence or a token of 43 characters is not. */
const isWord = (value: unknown): value is string => typeof value === 'string' && /^[\w.: -]{1,40}$/.test(value)

/** Keeps what is allowed; what is named but does not look the part is written as `refused`, so that the mistake is seen. */
export function allowed(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const name of numbers) if (fields[name] !== undefined) kept[name] = Number(fields[name])
  for (const name of words) if (fields[name] !== undefined) kept[name] = isWord(fields[name]) ? fields[name] : 'refused'
  if (fields.fault !== undefined) kept.fault = describeFault(fields.fault)
  return kept
}

// What a terminal or a log reader would obey, hide or reorder: C0, DEL and C1 controls, line separators, bidirectional and invisible marks.
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

const escapeMark = (mark: string): string =>
  mark
    .split('')
    .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')

const escapeLine = (line: string): string => `${line.replace(/\n$/, '').replace(unsafe, escapeMark)}\n`

/** A log that writes to standard output, or where it is told. */
export function openLog(destination: DestinationStream = process.stdout): Log {
  const lines = pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'event',
      formatters: { level: level => ({ level }) },
    },
    { write: (line: string) => destination.write(escapeLine(line)) },
  )
  const say =
    (level: Level) =>
    (event: string, fields: LogFields = {}) =>
      lines[level](allowed(fields), event)
  return { info: say('info'), warn: say('warn'), error: say('error') }
}

/** The log of this process. */
export const log: Log = openLog()
