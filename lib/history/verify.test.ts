import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signCheckpoint } from './checkpoint.ts'
import type { HistoryEvent } from './leaf.ts'
import { noteSigner } from './note.ts'
import { each, firstBad, history, keys, rebuild, rootAt, signer, ten, verify } from './tables-for-tests.ts'
import { MOST_FAULTS } from './verdict.ts'
import { keysOf, verifyHistory } from './verify.ts'

const places = Array.from({ length: 10 }, (_, at) => at)
const covering = (at: number) => ({
  good: [null, 3, 7][[3, 7, 10].findIndex(size => size > at)],
  bad: [3, 7, 10].find(size => size > at),
})

describe('a genuine history', () => {
  test('verifies at any size, with any checkpoints, sealed to the end or not', async () => {
    const streams = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(streams, fc.array(fc.nat(40)), fc.nat(3), async (streams, sizes, unsealed) => {
        const sorted = [...new Set([streams.length, ...sizes.filter(size => size < streams.length)])].sort(
          (a, b) => a - b,
        )
        const tables = history(streams, sorted)
        const last = tables.events.at(-1)!
        for (let n = 1; n <= unsealed; n++) tables.events.push({ ...last, version: last.version + n })
        const verdict = await verify(tables, { kept: tables.checkpoints.map(({ note }) => note) })
        expect(verdict).toEqual({
          ok: true,
          size: streams.length,
          root: rootAt(tables, streams.length),
          signed: streams.length,
          unsealed,
          streams: new Set(streams).size,
        })
      }),
    )
  })

  test('without any event is empty and in order; with an unsigned tail says how far it is signed', async () => {
    expect(await verify(history([], []))).toMatchObject({ ok: true, size: 0, signed: 0 })
    expect(await verify(history([1, 1, 2], [2]))).toMatchObject({ ok: true, size: 3, signed: 2 })
  })
})

describe.each(places)('at leaf %i of ten', at => {
  test.each<[string, (event: HistoryEvent) => HistoryEvent]>([
    ['data', event => ({ ...event, data: { add: 99 } })],
    ['type', event => ({ ...event, type: 'discounted' })],
    ['actor', event => ({ ...event, actor: { kind: 'officer' } })],
    ['time', event => ({ ...event, at: event.at.add({ microseconds: 1 }) })],
    ['time, beyond what could be sealed,', event => ({ ...event, at: event.at.add({ nanoseconds: 1 }) })],
  ])('a changed %s of the event is named', async (_, change) => {
    const tables = ten()
    const { stream, version } = tables.events[at]!
    tables.events[at] = change(tables.events[at]!)
    expect(await firstBad(tables)).toEqual({ kind: 'event-changed', position: at, stream, version })
  })

  test('a deleted event is named', async () => {
    const tables = ten()
    const [{ stream, version }] = tables.events.splice(at, 1) as [HistoryEvent]
    expect(await firstBad(tables)).toEqual({ kind: 'event-missing', position: at, stream, version })
  })

  test('a deleted leaf is named', async () => {
    const tables = ten()
    tables.leaves.splice(at, 1)
    const verdict = await verify(tables)
    expect(verdict).toMatchObject({
      ok: false,
      firstBad: { kind: at === 9 ? 'tail-cut' : 'leaf-missing', position: at },
    })
    expect(verdict).toMatchObject({ lastGoodCheckpoint: covering(at).good, firstBadCheckpoint: covering(at).bad })
  })

  test('a changed leaf hash is named, and the event beside it cleared', async () => {
    const tables = ten()
    const { stream, version } = tables.events[at]!
    tables.leaves[at]!.hash = randomBytes(32)
    expect(await verify(tables)).toMatchObject({
      firstBad: { kind: 'leaf-changed', position: at, stream, version },
      firstBadCheckpoint: null,
      lastGoodCheckpoint: 10,
    })
  })

  test('a change covered by a rebuilt tree lies between the last checkpoint that holds and the first that does not', async () => {
    const tables = ten()
    tables.events[at] = { ...tables.events[at]!, data: { add: 99 } }
    rebuild(tables)
    const { good, bad } = covering(at)
    const verdict = await verify(tables)
    expect(verdict).toMatchObject({ lastGoodCheckpoint: good, firstBadCheckpoint: bad })
    expect(verdict).toMatchObject({ faults: [{ kind: 'root-mismatch', position: bad }] })
  })

  test('a deletion covered by a rebuilt tree is named by checkpoint, and by the gap it left in its stream', async () => {
    const tables = ten()
    const [{ stream, version }] = tables.events.splice(at, 1) as [HistoryEvent]
    const isLast = !tables.events.some(event => event.stream === stream && event.version > version)
    rebuild(tables)
    const { good, bad } = covering(at)
    const verdict = await verify(tables)
    expect(verdict).toMatchObject({ ok: false, lastGoodCheckpoint: good, firstBadCheckpoint: bad })
    const gaps = verdict.ok ? [] : verdict.faults.filter(fault => fault.kind === 'version-gap')
    expect(gaps.map(gap => [gap.stream, gap.version])).toEqual(isLast ? [] : [[stream, version]])
  })

  test('an event slipped in under a rebuilt tree is named by checkpoint', async () => {
    const tables = ten()
    tables.events.splice(at, 0, { ...tables.events[0]!, stream: 'request/9', version: 1 })
    rebuild(tables)
    expect(await verify(tables)).toMatchObject({
      ok: false,
      lastGoodCheckpoint: covering(at).good,
      firstBadCheckpoint: covering(at).bad,
    })
  })

  test('two exchanged leaves are named by checkpoint', async () => {
    const tables = ten()
    const [one, other] = [tables.leaves[at]!, tables.leaves[(at + 1) % 10]!]
    ;[one.index, other.index] = [other.index, one.index]
    tables.leaves.sort((a, b) => a.index - b.index)
    const { good, bad } = covering(Math.min(at, (at + 1) % 10))
    expect(await verify(tables)).toMatchObject({ ok: false, lastGoodCheckpoint: good, firstBadCheckpoint: bad })
  })

  test('a tail cut from here is named; with its checkpoints gone too, by one kept elsewhere', async () => {
    const tables = ten()
    const kept = [tables.checkpoints.at(-1)!.note]
    tables.events.splice(at)
    tables.leaves.splice(at)
    expect(await firstBad(tables)).toEqual({ kind: 'tail-cut', position: at })
    tables.checkpoints = tables.checkpoints.filter(({ size }) => size <= at)
    if (tables.checkpoints.length || at === 0) expect((await verify(tables)).ok).toBe(true)
    expect(await firstBad(tables, { kept })).toEqual({ kind: 'tail-cut', position: at, kept: true })
  })
})

test('a leaf filed under another stream or version than its event is named', async () => {
  const { leaves, events, checkpoints } = ten()
  for (const change of [{ stream: 'request/3' }, { version: 7 }]) {
    const filed = leaves.map((leaf, at) => ({ ...leaf, event: events[at]!, ...(at === 4 && change) }))
    const verdict = await verifyHistory({ leaves: each(filed), checkpoints: each(checkpoints), events: each([]), keys })
    expect(verdict).toMatchObject({ ok: false, firstBad: { kind: 'event-changed', position: 4, ...change } })
  }
})

describe('checkpoints', () => {
  test('with any one bit changed are named, at their size', async () => {
    const bits = Buffer.byteLength(ten().checkpoints[1]!.note) * 8
    await fc.assert(
      fc.asyncProperty(fc.nat(2), fc.nat(bits - 1), async (which, bit) => {
        const tables = ten()
        const checkpoint = tables.checkpoints[which]!
        const note = Buffer.from(checkpoint.note)
        note[(bit >> 3) % note.length]! ^= 1 << (bit & 7)
        checkpoint.note = note.toString('utf8')
        expect(await verify(tables)).toMatchObject({
          firstBad: { kind: 'checkpoint-signature', position: checkpoint.size },
          firstBadCheckpoint: checkpoint.size,
          lastGoodCheckpoint: [null, 3, 7][which],
        })
      }),
    )
  })

  test('filed under another size, gone altogether or signed by a stranger are named', async () => {
    const moved = ten()
    moved.checkpoints[1]!.size = 8
    expect(await firstBad(moved)).toEqual({ kind: 'checkpoint-changed', position: 8 })
    const none = ten()
    none.checkpoints = []
    expect(await firstBad(none)).toEqual({ kind: 'checkpoint-missing', position: 0 })
    const forged = ten()
    const stranger = noteSigner(signer.name, randomBytes(32))
    forged.checkpoints[0]!.note = signCheckpoint({ size: 3, root: rootAt(forged, 3) }, stranger)
    expect(await firstBad(forged)).toEqual({ kind: 'checkpoint-signature', position: 3, detail: 'unknown-key' })
  })

  test('kept elsewhere show a history that was signed again from the beginning', async () => {
    const kept = [ten().checkpoints[1]!.note]
    const rewritten = history([1, 2, 1, 3, 2, 2, 3, 3, 2, 1], [3, 7, 10])
    expect((await verify(rewritten)).ok).toBe(true)
    expect(await verify(rewritten, { kept })).toMatchObject({
      firstBad: { kind: 'root-mismatch', position: 7, kept: true },
      lastGoodCheckpoint: 3,
      firstBadCheckpoint: 7,
    })
    expect(await firstBad(ten(), { kept: ['no note'] })).toEqual({
      kind: 'checkpoint-signature',
      position: null,
      kept: true,
      detail: 'malformed',
    })
  })
})

test('a history wrong from end to end is told in a bounded list', async () => {
  const tables = history(new Array(500).fill(1), [500])
  tables.events = tables.events.map(event => ({ ...event, type: 'changed' }))
  const verdict = await verify(tables)
  expect(!verdict.ok && verdict.faults.length).toBe(MOST_FAULTS)
})

test('a file of public keys is read line by line, and an empty one refused', () => {
  expect(keysOf(`# kept since 2026\n${signer.publicLine}\r\n\n`).map(key => key.line)).toEqual([signer.publicLine])
  expect(() => keysOf('# nothing\n')).toThrow(TypeError)
  expect(() => keysOf(`${signer.publicLine}\nnonsense\n`)).toThrow(TypeError)
})
