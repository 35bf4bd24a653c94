import { describe, expect, test } from 'vitest'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { collectionsOf } from '#lib/sources/data-map.ts'
import { readMap } from '#lib/sources/read-map.ts'
import { sharedWays } from './find-in-source.ts'
import { nothingOwn, takeOwn, watchFor } from './own.ts'
import { readClues } from './read-clues.ts'
import { telltales } from './shared-fields.ts'
import { isOfCrowd, weigh } from './weigh.ts'

const mapped = (match: string) => {
  const { map, problems } = readMap([
    {
      file: 'calls.yml',
      text: `dataset:
  - fides_key: calls
    name: Calls
    collections:
      - name: call
        fields:
          - { name: id, fides_meta: { primary_key: true } }
          - { name: phone, fides_meta: { identity: phone, x_dossier: { locator: shared${match} } } }
          - { name: badge, fides_meta: { identity: badge, x_dossier: { match: telephone } } }
`,
    },
  ])
  expect(problems).toEqual([])
  return { map, call: collectionsOf(map)[0]! }
}

const row = (id: number, phone: string, badge: string): FoundRecord => ({
  ...{ key: [String(id)], path: [], thirdParty: 'no', values: { id, phone, badge } },
})

/** What is known of a person whose own rows show these numbers, and how the rows of others are weighed beside them. */
const person = (
  numbers: string[],
  { country = null, match = '' }: { country?: string | null; match?: string } = {},
) => {
  const { map, call } = mapped(match)
  const watch = watchFor(map)
  const own = nothingOwn(['ann@example.org'], watch, country)
  for (const [id, number] of numbers.entries()) takeOwn(own, watch, call, row(id, number, '+353 1 000 1111'))
  const cluesOf = (...rows: [phone: string, badge: string][]) =>
    rows.map(([phone, badge], id) => readClues(own, telltales(map, call), call, row(id, phone, badge)))
  const sought = sharedWays(own, call).flatMap(({ keys }) => keys.flat())
  return { own, sought, cluesOf, hits: (phone: string) => cluesOf([phone, ''])[0]!.hits.map(({ value }) => value) }
}

describe('a telephone number that a person’s own rows show', () => {
  test('is recognised in the row of somebody else however that writes it, and no other number is', () => {
    const { hits } = person(['+353 1 234 5678', '087 123 4567', 'ext. 12'])
    for (const written of ['(01) 234-5678', '0035312345678', '35312345678'])
      expect(hits(written)).toEqual(['+353 1 234 5678'])
    expect(hits('087/1234567')).toEqual(['087 123 4567'])
    expect(hits('ext. 12')).toEqual(['ext. 12'])
    for (const other of ['+353 1 234 5679', '234 5678', '+353 1 234 5678 ext. 12', 'EXT. 12', '+353 87 123 4567', ''])
      expect(hits(other)).toEqual([])
  })

  test('is of the organisation’s country where it names none, and is looked for as it is written there', () => {
    const { hits, sought } = person(['087 123 4567', '+45 20 12 34 56'], { country: 'IE' })
    expect(hits('+353 87 123 4567')).toEqual(['087 123 4567'])
    expect(sought).toEqual(['087 123 4567', '+353871234567', '+45 20 12 34 56'])
    expect(person(['+45 20 12 34 56'], { country: 'DK' }).hits('20 12 34 56')).toEqual(['+45 20 12 34 56'])
    expect(hits('20 12 34 56')).toEqual([])
  })

  test('is compared as it is written where the map says so', () => {
    const { hits, sought } = person(['087 123 4567'], { country: 'IE', match: ', match: exact' })
    expect([hits('087 123 4567'), hits('0871234567')]).toEqual([['087 123 4567'], []])
    expect(sought).toEqual(['087 123 4567'])
  })

  test('is a crowd’s although everybody writes it in another way', () => {
    const { own, cluesOf } = person(['+353 1 234 5678', '01 2345678'])
    const crowd = cluesOf(
      ...([
        ['+353 1 234 5678', '0861111111'],
        ['(01) 234 5678', '0862222222'],
        ['00353 1 234 5678', '0863333333'],
        ['01-2345678', '0864444444'],
      ] as [string, string][]),
    )
    const weighed = weigh(own, crowd)
    for (const { signs } of weighed) expect(signs).toContainEqual({ sign: 'several-behind', number: 4 })
    expect(weighed.filter(isOfCrowd)).toHaveLength(4)
  })

  test('holds rows together, and tells them to be the person’s, where it alone is somebody’s', () => {
    const { own, cluesOf } = person(['+353 1 234 5678'])
    const clues = cluesOf(['01 2345678', '00353-1-0001111'], ['01 2345678', '+353 1 000 1111'], ['01 2345678', '12'])
    expect(clues.map(({ held }) => held?.visitor)).toEqual(['same', 'same', 'another'])
    expect(weigh(own, clues).map(({ rows }) => rows)).toEqual([[0, 1], [2]])
  })
})
