import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { describeSteps } from '#lib/deadlines/describe-steps.ts'
import type { Derivation, DueInput } from '#lib/deadlines/due.ts'
import type { DueError } from '#lib/deadlines/due-error.ts'
import { computePlural } from '#lib/deadlines/plural.ts'
import { readLine } from '#lib/deadlines/read-line.ts'
import { createTranslator, type Translator } from '#lib/i18n/translator.ts'
import type { Arguments, CliCommand, Io } from './command.ts'

export const usage = `due: reads histories on stdin, one JSON object a line; prints due dates and their derivation, one JSON object a line
  {"id", "start_date", "base_due", "extension_notice_by_safe", "due_date", "due_at_exclusive_utc", "status", "rule", "steps"}
  or {"id", "error"}. Status 0 when every line was answered.`

export const options: CliCommand['options'] = { json: { type: 'boolean' } }

export const run = (_: Arguments, io: Io): Promise<number> => runDue(io.stdin, process.stdout)

type Answer = { id: unknown; error: DueError } | ({ id: unknown } & Record<string, unknown>)

/**
 * `dossier due`: reads one history per line in the vectors' format, prints one answer per line in the same order: its
 * dates and derivation, or `{"id", "error"}`. Blank lines are passed over.
 * @param input UTF-8 text in chunks of any size; @param output takes the lines.
 * @returns the exit status: 0, every line was answered. A stream that breaks is thrown.
 */
export async function runDue(input: AsyncIterable<string> | Readable, output: Writable): Promise<number> {
  const t = createTranslator('en', 'deadlines')
  for await (const line of linesOf(input)) {
    if (line.trim() === '') continue
    if (!output.write(`${JSON.stringify(answerLine(line, t))}\n`)) await once(output, 'drain')
  }
  return 0
}

function answerLine(line: string, t: Translator): Answer {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { id: null, error: 'invalid_format' }
  }
  const id = idOf(value)
  const question = readLine(value)
  if (typeof question === 'string') return { id, error: question }
  const { rules, plural, ...rest } = question
  const inputs = rules.map(rule => ({ rule, ...rest })) as [DueInput, ...DueInput[]]
  const computed = computePlural(inputs)
  if (!computed.ok) return { id, error: computed.why }
  const governing = computed.governing
  return { id, ...answerOf(governing, t), ...(plural && { governing_rule: governing.ruleId }) }
}

function answerOf(due: Derivation, t: Translator): Record<string, unknown> {
  return {
    start_date: due.startDate,
    base_due: due.baseDue,
    extension_notice_by_safe: due.extensionNoticeBySafe,
    due_date: due.dueDate,
    due_at_exclusive_utc: due.dueAtExclusive,
    status: due.status,
    rule: due.ruleId,
    steps: describeSteps(due.steps, t, 'en'),
  }
}

function idOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : null
}

/** Lines of a text that comes in chunks: a character or a line may be cut anywhere, and the last needs no line end. */
async function* linesOf(input: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of input) {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))).split('\n')
    rest = lines.pop()!
    yield* lines
  }
  yield rest + decoder.decode()
}
