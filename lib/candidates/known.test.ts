import { expect, test } from 'vitest'
import { Known } from './known.ts'

const known = () =>
  new Known([
    { id: 'yes', state: 'theirs', recordHashes: ['a', 'b'] },
    { id: 'no', state: 'not-theirs', recordHashes: ['c'] },
    { id: 'open', state: 'open', recordHashes: ['d', 'e'] },
  ])

test('rows that are put together as before keep their name and what was said of them', () => {
  expect(known().apart(['b', 'a'])).toEqual([{ id: 'yes', state: 'theirs', rows: [0, 1] }])
  expect(known().apart(['d', 'e'])).toEqual([{ id: 'open', state: 'open', rows: [0, 1] }])
})

test('a row that joins decided ones is a candidate of its own: nobody said anything of it', () => {
  const [first, second, third] = known().apart(['x', 'a', 'c', 'b'])
  expect(first).toMatchObject({ state: 'open', rows: [0] })
  expect(second).toEqual({ id: 'yes', state: 'theirs', rows: [1, 3] })
  expect(third).toEqual({ id: 'no', state: 'not-theirs', rows: [2] })
})

test('rows that came apart keep what was said, and only some of them the name', () => {
  const before = known()
  expect(before.apart(['a'])).toEqual([{ id: 'yes', state: 'theirs', rows: [0] }])
  const [other] = before.apart(['b'])
  expect(other).toMatchObject({ state: 'theirs' })
  expect(other!.id).not.toBe('yes')
})
