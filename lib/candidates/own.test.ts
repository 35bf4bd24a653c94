import { expect, test } from 'vitest'
import { collectionsOf } from '#lib/sources/data-map.ts'
import { readMap } from '#lib/sources/read-map.ts'
import { mostValues, nothingOwn, takeOwn, watchFor } from './own.ts'

const text = `dataset:
  - fides_key: log
    name: Log
    collections:
      - name: line
        fields:
          - { name: id, fides_meta: { primary_key: true } }
          - { name: ip, fides_meta: { identity: ip, x_dossier: { locator: shared } } }
`

test('a person with more addresses than are followed is followed by the first, and the kind that is cut is named', () => {
  const { map, problems } = readMap([{ file: 'log.yml', text }])
  expect(problems).toEqual([])
  const [line] = collectionsOf(map)
  const watch = watchFor(map)
  const own = nothingOwn(['ann@example.org'], watch, null)
  const take = (n: number, ip: string | null) =>
    takeOwn(own, watch, line!, { key: [String(n)], path: [], thirdParty: 'no', values: { id: n, ip } })
  for (let n = 0; n < mostValues; n++) take(n, `2001:db8::${n}`)
  take(mostValues, `2001:db8::0`)
  take(mostValues + 1, null)
  expect([...own.capped]).toEqual([])
  take(mostValues + 2, '2001:db8::one-too-many')
  expect([...own.capped]).toEqual(['ip'])
  expect(own.values.get('ip')!.size).toBe(mostValues)
  expect(own.values.get('ip')!.get('2001:db8::0')).toMatchObject({ rows: 2 })
})
