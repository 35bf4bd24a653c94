import { expect, test } from 'vitest'
import { collectionsOf } from './data-map.ts'
import { readMap } from './read-map.ts'
import { mayAnswer, valuesFor, wantedBy, wayFinder } from './row-values.ts'

const text = `
fides_key: log
collections:
- name: call
  fields:
  - {name: numbers, fides_meta: {identity: phone, data_type: 'string[]', x_dossier: {match: telephone}}}
  - {name: note}
`

test('of a list of telephone numbers in a file, the person’s are shown however they are written, and nobody else’s', () => {
  const { map } = readMap([{ file: 'log.yml', text }])
  const [call] = collectionsOf(map)
  const keys = [['087 123 4567'], ['+353 1 234 5678']]
  const arrival = { fields: [call!.fields[0]!], keys, path: ['phone'], third: 'no' as const }
  const mine = { values: { numbers: ['01 234 5679', '(01) 234-5678', 35312345678], note: '01 234 5678' } }
  const another = { values: { numbers: ['01 234 5679', '5678'], note: '01 234 5678' } }
  expect([mine, another].map(row => mayAnswer(row, wantedBy([arrival])))).toEqual([true, false])
  expect([mine, another].map(wayFinder([arrival]))).toEqual([{ arrival: 0, key: 1 }, null])
  expect(valuesFor(call!, mine, arrival)).toEqual({ numbers: ['(01) 234-5678', 35312345678], note: '01 234 5678' })
})
