import { Readable, Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import vectors from '#lib/deadlines/vectors.json' with { type: 'json' }
import { runDue } from './due-command.ts'

type Answer = Record<string, unknown> & { steps: { text: string; date: string; cite: string }[] }

/** What `dossier due` prints for a text on stdin, and its exit status. */
async function due(chunks: Iterable<string | Uint8Array>, highWaterMark?: number) {
  let printed = ''
  const output = new Writable({
    ...(highWaterMark && { highWaterMark }),
    write(chunk, _encoding, done) {
      printed += chunk
      setImmediate(done)
    },
  })
  const status = await runDue(Readable.from(chunks), output)
  await new Promise<void>(done => output.end(done))
  const answers = printed
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line) as Answer)
  return { status, printed, answers }
}

async function answer(line: unknown): Promise<Answer> {
  const { answers } = await due([`${JSON.stringify(line)}\n`])
  expect(answers).toHaveLength(1)
  return answers[0]!
}

const members = [
  'id',
  'start_date',
  'base_due',
  'extension_notice_by_safe',
  'due_date',
  'due_at_exclusive_utc',
  'status',
  'rule',
  'steps',
]

describe('the shared cases', () => {
  it.each(vectors.vectors.map(v => [v.id, v.note, v] as const))('%s: %s', async (_id, _note, vector) => {
    const found = await answer(vector)
    const { base_unrolled, extended_unrolled, ...expected } = vector.expect as Record<string, string>
    expect(found).toMatchObject({ id: vector.id, rule: vector.rule_id, ...expected })
    expect(Object.keys(found)).toEqual(members)
    const dates = found.steps.map(step => step.date)
    expect(dates).toContain(base_unrolled)
    if (extended_unrolled) expect(dates).toContain(extended_unrolled)
    expect(dates.at(-1)).toBe(vector.expect.due_date)
    for (const step of found.steps) expect(Object.keys(step)).toEqual(['text', 'date', 'cite'])
  })
  it.each(vectors.error_vectors.map(v => [v.id, v.note, v] as const))('%s: %s', async (id, _note, vector) => {
    expect(await answer(vector)).toEqual({ id, error: vector.expect.error })
  })
  it.each(vectors.multi_regime_vectors.map(v => [v.id, v.note, v] as const))('%s: %s', async (id, _note, vector) => {
    const found = await answer(vector)
    expect(found).toMatchObject({ id, ...vector.expect, rule: vector.expect.governing_rule })
    expect(Object.keys(found)).toEqual([...members, 'governing_rule'])
  })
  it('are answered alike when the pause is counted inclusively or the roll is left out, as their alternatives say', async () => {
    const byId = (id: string) => vectors.vectors.find(v => v.id === id)!
    expect(await answer({ ...byId('UK-15'), policy: { pause_count: 'inclusive' } })).toMatchObject({
      due_date: '2027-03-23',
    })
    expect(await answer({ ...byId('ZA-01'), policy: { roll: 'none' } })).toMatchObject({ due_date: '2026-12-16' })
  })
})

describe('a bad line', () => {
  const line = { id: 7, rule_id: 'uk_gdpr.access', tz: 'Europe/London', received_at: '2026-06-01T12:00:00+01:00' }
  const event = (type: string, day: string) => ({ type, at: `${day}T10:00:00+01:00` })
  it('that is no JSON is answered without an id', async () => {
    const { answers, status } = await due(['{"id": 1\n', 'null\n', '[]\n', '"x"\n'])
    expect(answers).toEqual(Array(4).fill({ id: null, error: 'invalid_format' }))
    expect(status).toBe(0)
  })
  it.each([
    ['an unknown rule', { rule_id: 'atlantis.access' }, 'unknown_rule'],
    ['an unknown zone', { tz: 'Europe/Atlantis' }, 'unknown_zone'],
    [
      'an answer without a question',
      { events: [event('clarification_received', '2026-06-02')] },
      'resume_without_pause',
    ],
    ['a question after the last day', { events: [event('clarification_requested', '2026-07-02')] }, 'pause_after_due'],
    [
      'a second extension',
      { events: [event('extension_notified', '2026-06-02'), event('extension_notified', '2026-06-03')] },
      'extension_already_used',
    ],
    [
      'an extension the law does not know',
      { rule_id: 'eu_gdpr.refusal_notice', events: [event('extension_notified', '2026-06-02')] },
      'extension_not_available',
    ],
    [
      'one of several regimes that cannot be read',
      { regimes: ['eu_gdpr.access', 'ccpa.ack'], events: [event('extension_notified', '2026-06-02')] },
      'extension_not_available',
    ],
  ])('with %s is named by its code', async (_what, more, error) => {
    expect(await answer({ ...line, ...more })).toEqual({ id: 7, error })
  })
  it('does not keep the next from being answered', async () => {
    const { answers } = await due(['nonsense\n', `${JSON.stringify(line)}\n`])
    expect(answers.map(a => a.due_date)).toEqual([undefined, '2026-07-01'])
  })
  it('says null for an id it does not have', async () => {
    expect(await answer({ ...line, id: undefined })).toMatchObject({ id: null, due_date: '2026-07-01' })
  })
})

describe('the stream', () => {
  const line = JSON.stringify({ ...vectors.vectors[0], id: 'Ä-ü' })
  it('may be cut anywhere, in the middle of a letter too, and needs no last line end', async () => {
    const bytes = Buffer.from(`${line}\r\n\n${line}`)
    const { answers } = await due(Array.from(bytes, byte => Uint8Array.of(byte)))
    expect(answers.map(a => a.id)).toEqual(['Ä-ü', 'Ä-ü'])
  })
  it('that is empty is answered by nothing', async () => {
    expect(await due([])).toEqual({ status: 0, printed: '', answers: [] })
    expect(await due(['\n \n'])).toEqual({ status: 0, printed: '', answers: [] })
  })
  it('waits for a reader that is slow', async () => {
    const { answers } = await due([`${line}\n`.repeat(50)], 64)
    expect(answers).toHaveLength(50)
  })
  it('may hold 2,000 histories: each has its answer, in order', async () => {
    const { vectors: cases } = vectors
    const lines = Array.from({ length: 2000 }, (_, i) => `${JSON.stringify(cases[i % cases.length])}\n`)
    const { answers } = await due(lines)
    expect(answers.map(a => a.due_date)).toEqual(lines.map((_, i) => cases[i % cases.length]!.expect.due_date))
  })
})
