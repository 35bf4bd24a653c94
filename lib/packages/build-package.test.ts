import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { buildPackage } from './build-package.ts'
import type { Group } from './content.ts'
import { built, contactFacts, fixture, record, sentences, streamed } from './package.fixture.ts'

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => record(`${index}`, { name: `Person ${index}` }))

const parts = (count: number) => fixture([{ facts: contactFacts, records: many(count) }])

describe('a package is built in one pass', () => {
  test('5,000 records reach both forms, each read once', async () => {
    const { head, groups } = parts(5_000)
    let read = 0
    const counting = (async function* (): AsyncGenerator<Group> {
      for await (const { facts, records } of streamed(groups)) {
        yield {
          facts,
          records: (async function* () {
            for await (const one of records) {
              read += 1
              yield one
            }
          })(),
        }
      }
    })()
    const sinks = { 'dossier.json': drain, 'dossier.pdf': drain }
    const result = await buildPackage({ head, groups: counting, translate: sentences('en'), sinks })
    expect(read).toBe(5_000)
    expect(result.records).toBe(5_000)
    expect(result.files.map(file => file.name)).toEqual(['dossier.json', 'dossier.pdf'])
  })

  test('built twice it is the same to the byte', async () => {
    const [first, second] = [await built(parts(20)), await built(parts(20))]
    expect(second.pdf.equals(first.pdf)).toBe(true)
    expect(second.json).toBe(first.json)
    expect(second.result).toEqual(first.result)
  })

  test('no record is read ahead of a sink that is slow', async () => {
    const { head, groups } = parts(3_000)
    let ahead = 0
    let open: () => void = () => {}
    const gate = new Promise<void>(resolve => {
      open = resolve
    })
    const counting = (async function* (): AsyncGenerator<Group> {
      for await (const { facts, records } of streamed(groups)) {
        yield {
          facts,
          records: (async function* () {
            for await (const one of records) {
              ahead += 1
              yield one
            }
          })(),
        }
      }
    })()
    const slow = async (bytes: Readable) => {
      await gate
      await buffer(bytes)
    }
    const building = buildPackage({
      head,
      groups: counting,
      translate: sentences('en'),
      sinks: { 'dossier.json': slow },
    })
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(ahead).toBeLessThan(2_500)
    open()
    expect((await building).records).toBe(3_000)
  })
})

describe('a package is whole or it is not', () => {
  const build = (some: ReturnType<typeof parts>, sink: (bytes: Readable) => Promise<void>) =>
    buildPackage({
      head: some.head,
      groups: streamed(some.groups),
      translate: sentences('en'),
      sinks: { 'dossier.json': sink, 'dossier.pdf': drain },
    })

  test('a full disk under one form ends the other and is what is told', async () => {
    const full = async (bytes: Readable) => {
      for await (const _ of bytes) throw new Error('no space left')
    }
    await expect(build(parts(2_000), full)).rejects.toThrow('no space left')
  })

  test('a sink that leaves early is found out', async () => {
    await expect(build(parts(1), async () => {})).rejects.toThrow('settled before')
  })

  test('a source that breaks midway is told, and no sink settles', async () => {
    const { head } = parts(1)
    const broken = (async function* (): AsyncGenerator<Group> {
      yield {
        facts: contactFacts,
        records: (async function* () {
          yield record('1', { name: 'x' })
          throw new Error('segment cut off')
        })(),
      }
    })()
    let settled = 0
    const sink = async (bytes: Readable) => {
      await buffer(bytes)
      settled += 1
    }
    const sinks = { 'dossier.json': sink, 'dossier.pdf': sink }
    await expect(buildPackage({ head, groups: broken, translate: sentences('en'), sinks })).rejects.toThrow(
      'segment cut off',
    )
    expect(settled).toBe(0)
  })

  test('it may not carry fewer records than its coverage claims', async () => {
    const { head, groups } = parts(3)
    groups[0]!.records.pop()
    await expect(build({ head, groups }, drain)).rejects.toThrow('the coverage says 3 records')
  })

  test('nor a held back value that the coverage does not count', async () => {
    const some = parts(1)
    some.groups[0]!.records[0]!.values.note = { redacted: 'security' }
    await expect(build(some, drain)).rejects.toThrow('1 withheld values')
  })
})

const drain = async (bytes: Readable): Promise<void> => {
  for await (const _ of bytes);
}
