import { expect, test } from 'vitest'
import { collectionsOf, idOf } from './data-map.ts'
import { byStart, edgesOf } from './edges.ts'
import { readMap } from './read-map.ts'

/** What hangs on what, as far as a map says which fields are keys. */
const downIn = (threadId: string, memberId: string) => {
  const { map, problems } = readMap([
    {
      file: 'map.yml',
      text: `
fides_key: shop
collections:
- name: member
  fields: [${memberId}, {name: email, fides_meta: {identity: email}}]
- name: thread
  fides_meta: {x_dossier: {third_party: maybe}}
  fields: [${threadId}, {name: owner, fides_meta: {references: [{dataset: shop, field: member.id}]}}]
- name: reply
  fields:
  - {name: id, fides_meta: {primary_key: true}}
  - {name: thread, fides_meta: {references: [{dataset: shop, field: thread.id, direction: from}]}}
`,
    },
  ])
  expect(problems).toEqual([])
  const all = collectionsOf(map)
  const edges = byStart(edgesOf(all, new Map(all.map(one => [idOf(one), one]))))
  return [...edges.values()].flat().flatMap(({ from, to, down }) => (down ? [`${from} > ${to}`] : []))
}

const key = '{name: id, fides_meta: {primary_key: true}}'
const field = '{name: id}'
const hanging = ['shop.member > shop.thread', 'shop.thread > shop.reply']

test.each([
  ['where the map says which are keys', key, key],
  ['where it names no key of what may be another person’s', field, key],
  ['where it names none at all', field, field],
])('replies hang on a thread and threads on a member, never the other way: %s', (_where, thread, member) => {
  expect(downIn(thread, member).sort()).toEqual(hanging)
})
