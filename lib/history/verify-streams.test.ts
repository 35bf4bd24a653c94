import { describe, expect, test } from 'vitest'
import { signCheckpoint } from './checkpoint.ts'
import { firstBad, history, rebuild, rootAt, signer, ten, verify } from './tables-for-tests.ts'
import type { Replay } from './verify-streams.ts'

describe('streams', () => {
  test('with a gap among events the tree does not hold yet are named', async () => {
    const tables = ten()
    const last = tables.events.at(-1)!
    tables.events.push({ ...last, version: last.version + 2 })
    expect(await firstBad(tables)).toEqual({
      kind: 'version-gap',
      position: null,
      stream: 'request/1',
      version: last.version + 1,
    })
  })

  test('in which an event lost its leaf to a renumbered tree are named', async () => {
    const tables = history([1, 1, 1, 1, 1], [])
    tables.leaves.splice(1, 1)
    tables.leaves.forEach((leaf, index) => {
      leaf.index = index
    })
    tables.checkpoints = [{ size: 4, note: signCheckpoint({ size: 4, root: rootAt(tables, 4) }, signer) }]
    expect(await verify(tables)).toMatchObject({
      ok: false,
      faults: [{ kind: 'leaf-missing', position: null, stream: 'request/1', version: 2 }],
    })
  })

  const sums: Record<string, number> = { 'request/1': 0 + 2 + 5 + 9, 'request/2': 1 + 4 + 8, 'request/3': 3 + 6 + 7 }
  const replayAgainst = (rows: Record<string, number>): Replay<number> => ({
    start: () => 0,
    step: (sum, { type, data }) => {
      if (type !== 'counted') throw new Error('unknown event')
      return sum + (data as { add: number }).add
    },
    finish: async (stream, sum) => (rows[stream] === sum ? null : 'sum'),
  })

  test('whose fold gives their rows pass; one that does not is named', async () => {
    expect((await verify(ten(), { replay: replayAgainst(sums) })).ok).toBe(true)
    expect(await firstBad(ten(), { replay: replayAgainst({ ...sums, 'request/2': 12 }) })).toEqual({
      kind: 'state-differs',
      position: null,
      stream: 'request/2',
      version: 3,
      detail: 'sum',
    })
  })

  test('with a gap are not said to differ from their rows as well', async () => {
    const tables = ten()
    tables.events.splice(2, 1)
    const verdict = await verify(tables, { replay: replayAgainst(sums) })
    expect(verdict.ok ? [] : verdict.faults.map(({ kind }) => kind)).toEqual(['event-missing', 'version-gap'])
  })

  test('with an event no fold knows are named, not fallen over', async () => {
    const tables = history([1, 2, 1], [])
    tables.events[2] = { ...tables.events[2]!, type: 'unheard-of' }
    rebuild(tables)
    tables.checkpoints = [{ size: 3, note: signCheckpoint({ size: 3, root: rootAt(tables, 3) }, signer) }]
    expect(await firstBad(tables, { replay: replayAgainst({ 'request/2': 1 }) })).toEqual({
      kind: 'state-differs',
      position: 2,
      stream: 'request/1',
      version: 2,
      detail: 'not-replayable',
    })
  })
})
