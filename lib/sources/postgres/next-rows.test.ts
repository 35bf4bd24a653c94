import { EventEmitter } from 'node:events'
import fc from 'fast-check'
import type pg from 'pg'
import { describe, expect, test } from 'vitest'
import { dataRow } from './data-row-for-tests.ts'
import { NextRows } from './next-rows.ts'
import { rowOf } from './row.ts'

const message = (type: string, body: Buffer | string = ''): Buffer => {
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeUInt32BE(4 + Buffer.byteLength(body), 1)
  return Buffer.concat([head, Buffer.from(body)])
}

/** A connection whose server says what the test says, and the driver's reader that hears what it is to hear. */
const connection = () => {
  const stream = new EventEmitter()
  const heard: Buffer[] = []
  stream.on('data', bytes => heard.push(Buffer.from(bytes)))
  const asked: unknown[] = []
  const fake = { stream, execute: (what: unknown) => asked.push(what), sync: () => asked.push('sync') }
  return { stream, heard, asked, fake: fake as unknown as pg.Connection }
}

const values = fc.array(fc.option(fc.string({ unit: 'grapheme' })), { maxLength: 4 })

describe('the next rows of a cursor', () => {
  test('arrive whole and in order wherever the network cuts them, and the driver hears all else', () => {
    fc.assert(
      fc.property(
        fc.array(values, { maxLength: 12 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
        (rows, cuts) => {
          const { stream, heard, asked, fake } = connection()
          const taken: unknown[] = []
          new NextRows(
            'records',
            12,
            (bytes, at) => taken.push(rowOf(bytes, at)),
            () => {},
          ).submit(fake)
          expect(asked).toEqual([{ portal: 'records', rows: '12' }, 'sync'])
          const notice = message('N', 'SNOTICE\0')
          const half = Math.floor(rows.length / 2)
          const all = Buffer.concat([
            ...rows.slice(0, half).map(row => message('D', dataRow(row))),
            notice,
            ...rows.slice(half).map(row => message('D', dataRow(row))),
            message('s'),
            message('Z', 'T'),
          ])
          for (let from = 0; from < all.length; ) {
            const { value: length } = cuts.next()
            stream.emit('data', all.subarray(from, from + length))
            from += length
          }
          expect(taken).toEqual(rows)
          expect(Buffer.concat(heard)).toEqual(Buffer.concat([notice, message('s'), message('Z', 'T')]))
        },
      ),
    )
  })

  test('end where the server is ready: what comes after belongs to the driver alone', () => {
    const { stream, heard, fake } = connection()
    let taken = 0
    new NextRows(
      'records',
      1,
      () => taken++,
      () => {},
    ).submit(fake)
    stream.emit('data', message('Z', 'T'))
    const row = message('D', dataRow(['of the next statement']))
    stream.emit('data', row)
    expect(taken).toBe(0)
    expect(heard.at(-1)).toEqual(row)
    expect(stream.listenerCount('data')).toBe(1)
  })

  test('fail as a whole when one of them cannot be held, and are told once', () => {
    const { stream, fake } = connection()
    const told: (Error | null)[] = []
    let taken = 0
    const take = () => {
      taken++
      throw new RangeError('too long')
    }
    const rows = new NextRows('records', 2, take, error => told.push(error))
    rows.submit(fake)
    stream.emit('data', Buffer.concat([message('D', dataRow(['a'])), message('D', dataRow(['b'])), message('Z', 'T')]))
    rows.handleReadyForQuery()
    expect(taken).toBe(1)
    expect(told).toEqual([new RangeError('too long')])
  })
})
