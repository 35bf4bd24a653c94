import { expect, test } from 'vitest'
import { readMap } from '#lib/sources/read-map.ts'
import { countUnfollowed, hangingOn, ledPast, planHanging, waitsToBeFollowed } from './hanging.ts'

const key = '{name: id, fides_meta: {primary_key: true}}'
const { map, problems } = readMap([
  {
    file: 'map.yml',
    text: `
fides_key: shop
collections:
- name: customer
  fields: [${key}, {name: email, fides_meta: {identity: email}}]
- name: orders
  fields:
  - ${key}
  - {name: customer_id, fides_meta: {references: [{dataset: shop, field: customer.id, direction: from}]}}
  - {name: product_id, fides_meta: {references: [{dataset: shop, field: product.id, direction: to}]}}
- name: line
  fields: [${key}, {name: order_id, fides_meta: {references: [{dataset: shop, field: orders.id, direction: from}]}}]
- name: product
  fields: [${key}]
- name: comment
  fields:
  - ${key}
  - {name: answers, fides_meta: {references: [{dataset: shop, field: comment.id, direction: from}]}}
- name: newsletter
  fields: [{name: email, fides_meta: {primary_key: true, identity: email}}]
`,
  },
])

test('on a customer hang their orders and the lines of these, and no product or newsletter', () => {
  expect(problems).toEqual([])
  const plan = planHanging(map)
  expect([...hangingOn(plan, 'shop.customer')]).toEqual(['shop.orders', 'shop.line'])
  expect([...hangingOn(plan, 'shop.line')]).toEqual([])
  expect([...hangingOn(plan, 'shop.comment')]).toEqual(['shop.comment'])
})

test('of each collection it is said on how many rows that an officer added something may hang that nobody looked for', () => {
  const admitted = [
    { id: 'shop.customer', rows: 2, hangingUnread: null },
    { id: 'shop.customer', rows: 4, hangingUnread: ['shop.line'] },
    { id: 'shop.customer', rows: 8, hangingUnread: [] },
    { id: 'shop.orders', rows: 1, hangingUnread: null },
  ]
  expect(countUnfollowed(map, admitted)).toEqual(
    new Map([
      ['shop.orders', 2],
      ['shop.line', 7],
    ]),
  )
})

test('what hangs is looked for once for each row said to be theirs, and once more when it is not and something hangs there', () => {
  const plan = planHanging(map)
  const row = { dataset: 'shop', kinds: [], signs: [] }
  const one = (state: 'open' | 'theirs' | 'not-theirs', hangingUnread: string[] | null, collection = 'customer') => [
    { ...row, collection, state, hangingUnread },
  ]
  const line = { ...row, collection: 'line', state: 'open' as const, hangingUnread: null }
  expect(waitsToBeFollowed(plan, one('theirs', null))).toBe(true)
  expect(waitsToBeFollowed(plan, one('theirs', ['shop.line']))).toBe(false)
  expect(waitsToBeFollowed(plan, one('not-theirs', null))).toBe(false)
  expect(waitsToBeFollowed(plan, [...one('not-theirs', null), line])).toBe(true)
  expect(waitsToBeFollowed(plan, [...one('not-theirs', ledPast), line])).toBe(false)
  expect(waitsToBeFollowed(plan, [...one('not-theirs', []), line])).toBe(true)
  expect(waitsToBeFollowed(plan, one('theirs', ledPast))).toBe(true)
  expect(waitsToBeFollowed(plan, one('open', null))).toBe(false)
  expect(waitsToBeFollowed(plan, one('theirs', null, 'line'))).toBe(false)
})
