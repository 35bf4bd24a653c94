import { expect, test } from 'vitest'
import { readMap } from '#lib/sources/read-map.ts'
import { countUnfollowed, hangingOn } from './hanging.ts'

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
- name: newsletter
  fields: [{name: email, fides_meta: {primary_key: true, identity: email}}]
`,
  },
])

test('on a customer hang their orders and the lines of these, and no product or newsletter', () => {
  expect(problems).toEqual([])
  expect([...hangingOn(map, 'shop.customer')]).toEqual(['shop.orders', 'shop.line'])
  expect([...hangingOn(map, 'shop.line')]).toEqual([])
})

test('of each collection it is said on how many rows that an officer added something may hang', () => {
  const admitted = new Map([
    ['shop.customer', 2],
    ['shop.orders', 1],
  ])
  expect(countUnfollowed(map, admitted)).toEqual(
    new Map([
      ['shop.orders', 2],
      ['shop.line', 3],
    ]),
  )
})
