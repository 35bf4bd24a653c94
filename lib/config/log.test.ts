import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LogFields, openLog } from './log.ts'

function lines() {
  const written: string[] = []
  const log = openLog({ write: line => void written.push(line) })
  return { log, written, last: () => JSON.parse(written.at(-1) ?? '{}') }
}

test('one event is one JSON line with its level, time and ids', () => {
  const { log, written, last } = lines()
  log.warn('job-failed', { job: 'send-mail', attempt: 2 })
  expect(written).toHaveLength(1)
  expect(last()).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    event: 'job-failed',
    job: 'send-mail',
    attempt: 2,
  })
})

test('what has no field is not written, and what does not look like an id is refused', () => {
  const { log, last, written } = lines()
  const fields = { job: 'petra.example@example.org', code: 'a'.repeat(43), address: 'petra', requestId: 'Petra Müller' }
  log.info('anything', fields as LogFields)
  expect(last()).toMatchObject({ job: 'refused', code: 'refused', requestId: 'refused' })
  expect(written[0]).not.toMatch(/petra/i)
})

test('a fault is its name, its code and its places in the code, and those of its cause: never its words', () => {
  const { log, last, written } = lines()
  const cause = Object.assign(new SyntaxError('unexpected petra@example.org\n    at petra (secret.ts:1:1)'), {
    code: '22P02',
  })
  log.error('uncaught', { fault: new TypeError('value “petra@example.org”', { cause }) })
  expect(last().fault).toMatchObject({
    name: 'TypeError',
    at: expect.arrayContaining([expect.stringMatching(/^lib\/config\/log\.test\.ts:\d+$/)]),
    cause: { name: 'SyntaxError', code: '22P02' },
  })
  expect(written[0]).not.toMatch(/petra|secret\.ts/)
})

test('a thrown thing that is no fault says only what kind of thing it is', () => {
  const { log, last } = lines()
  log.error('uncaught', { fault: 'petra@example.org' })
  expect(last().fault).toEqual({ name: 'string', at: [] })
})

test('no control, no line break, no mark that turns or hides text reaches the log, whatever is given', () => {
  const { log, written } = lines()
  const marks = [
    '\u0000',
    '\u001b[31m',
    '\n',
    '\r',
    '\u007f',
    '\u009b',
    '\u202e',
    '\u2066',
    '\u200f',
    '\u2028',
    '\ufeff',
    '\u{e0041}',
    'x',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...marks)), parts => {
      const text = parts.join('')
      log.info(text, { job: text, fault: Object.assign(new Error(text), { name: text, code: text, stack: text }) })
      const line = written.at(-1) ?? ''
      expect(line.endsWith('\n')).toBe(true)
      expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      expect(JSON.parse(line).event).toBe(text)
    }),
  )
})
