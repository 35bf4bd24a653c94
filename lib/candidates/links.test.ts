import { expect, test } from 'vitest'
import { readMap } from '#lib/sources/read-map.ts'
import { planHanging } from './hanging.ts'
import { Links, type Word } from './links.ts'

const key = '{name: id, fides_meta: {primary_key: true}}'
const on = (name: string, field: string) =>
  `{name: ${name}, fides_meta: {references: [{dataset: shop, field: ${field}, direction: from}]}}`
const { map } = readMap([
  {
    file: 'map.yml',
    text: `
fides_key: shop
collections:
- name: account
  fields: [${key}]
- name: orders
  fields: [${key}, ${on('account_id', 'account.id')}]
- name: item
  fields: [${key}, ${on('order_id', 'orders.id')}, ${on('account_id', 'account.id')}]
- name: comment
  fields: [${key}, ${on('item_id', 'item.id')}, ${on('answers', 'comment.id')}]
`,
  },
])

const linksOf = (rows: { [row: string]: { [field: string]: number | null } }): Links => {
  const links = new Links(planHanging(map))
  for (const [row, values] of Object.entries(rows)) links.take(`shop.${row.split(' ')[0]}`, row, { values })
  return links
}
const looseIn = (links: Links, said: { [row: string]: Word }) => [...links.loose(row => said[row] ?? 'open')].sort()

const shop = linksOf({
  'account 1': { id: 1 },
  'orders 1': { id: 1, account_id: 1 },
  'orders 2': { id: 2, account_id: 1 },
  'item 1': { id: 1, order_id: 1, account_id: null },
  'item 2': { id: 2, order_id: 2, account_id: null },
  'item 3': { id: 3, order_id: 2, account_id: 1 },
  'item 4': { id: 4, order_id: 99, account_id: null },
  'comment 1': { id: 1, item_id: 2, answers: 2 },
  'comment 2': { id: 2, item_id: null, answers: 1 },
})

test('what hangs on an order that is not theirs, by however many steps and in a circle, hangs on nothing of theirs', () => {
  expect(looseIn(shop, { 'account 1': 'theirs', 'orders 2': 'not-theirs' })).toEqual([
    'comment 1',
    'comment 2',
    'item 2',
  ])
})

test('what hangs on something else of theirs as well, or on what nobody has seen, stays a question', () => {
  expect(looseIn(shop, { 'account 1': 'theirs', 'orders 1': 'not-theirs', 'orders 2': 'not-theirs' })).toEqual([
    ...['comment 1', 'comment 2', 'item 1', 'item 2'],
  ])
  expect(looseIn(shop, { 'account 1': 'theirs' })).toEqual([])
})

test('a row that was said to be theirs by itself leads on, whatever it hangs on', () => {
  expect(looseIn(shop, { 'account 1': 'theirs', 'orders 2': 'not-theirs', 'item 2': 'theirs' })).toEqual([])
})
