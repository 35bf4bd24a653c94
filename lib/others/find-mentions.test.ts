import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { generateSite } from '#lib/demo/generate-site.ts'
import { withoutSpans } from '#lib/packages/span.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { collectionsOf } from '#lib/sources/data-map.ts'
import { readMap } from '#lib/sources/read-map.ts'
import { type Ask, findMentions, formId } from './find-mentions.ts'
import { numberPersons } from './number-persons.ts'
import { readIdentifiers } from './read-identifiers.ts'
import { readMentions } from './read-mentions.ts'
import { meansSelf, nobodyYet, ownCompanies, takeSelf } from './self.ts'
import { namesNobody, ways } from './written-otherwise.fixture.ts'

const { map } = readMap([
  { file: 'site.yml', text: readFileSync(new URL('../demo/site.map.yml', import.meta.url), 'utf8') },
])
const contact = collectionsOf(map).find(({ name }) => name === 'contact')!

const rowOf = (values: FoundRecord['values']): FoundRecord => ({ key: ['1'], path: [], thirdParty: 'no', values })

/** Everybody in a map in memory: what the index answers, without its hashes. */
const knowing = (people: FoundRecord['values'][]): Ask => {
  const index = new Map<string, Set<string>>()
  for (const values of people) {
    const known = readIdentifiers(contact, rowOf(values))!
    for (const form of known.forms) index.set(formId(form), (index.get(formId(form)) ?? new Set()).add(known.owner))
  }
  return async forms =>
    new Map(
      forms.flatMap(form => {
        const owners = index.get(formId(form))
        return owners ? [[formId(form), [...owners]] as const] : []
      }),
    )
}

const wordsIn = async (text: string, ask: Ask) =>
  (await findMentions([text], ask))[0]!.map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`)

describe('somebody is found by name', () => {
  const ask = knowing(
    [
      ...[
        'Jürgen O’Dowdall',
        'Brigid Mac Giolla Ruadh',
        'Philippa Greystone-Fell',
        'Rose Hall',
        'Łucja Østergård',
        'שירה הררי',
      ],
      ...['Оксана Підгайна', 'فاطمة الزهراء النجّار', 'आशा कुलकर्णी-राणे', '欧阳雅婷', '林晓', 'Ann'],
    ].map((full_name, n) => ({ full_name, email: `p${n}@example.org` })),
  )

  test.each([
    [
      'in either order, with initials and titles left out',
      'Ask O’Dowdall, Jürgen or Dr Jürgen K. O’Dowdall.',
      ['name: O’Dowdall, Jürgen', 'name: Jürgen K. O’Dowdall'],
    ],
    [
      'without accents, with umlauts written out, in any case',
      "JUERGEN ODOWDALL and jurgen o'dowdall; Lucja Ostergard",
      ['name: JUERGEN ODOWDALL', "name: jurgen o'dowdall", 'name: Lucja Ostergard'],
    ],
    [
      'by the first and last of several names',
      'Brigid Ruadh and Philippa Fell',
      ['name: Brigid Ruadh', 'name: Philippa Fell'],
    ],
    ['in the genitive, without the s', 'Philippa Greystone-Fell’s desk', ['name: Philippa Greystone-Fell']],
    [
      'in every script',
      'Оксана Підгайна, فاطمة الزهراء النجار, आशा कुलकर्णी-राणे, לשירה הררי',
      ['name: Оксана Підгайна', 'name: فاطمة الزهراء النجار', 'name: आशा कुलकर्णी-राणे', 'name: לשירה הררי'],
    ],
    ['where there are no spaces', '请联系欧阳雅婷,或者找林晓。', ['name: 欧阳雅婷', 'word-name: 林晓']],
    ['and not by one word alone, nor across a sentence', 'Ann and Philippa. Fell down. Jürgen', []],
    [
      'with a doubt where the words are plain ones',
      'Rose Hall is closed. A rose hall it is. Rose Hall Ltd wrote.',
      ['word-name: Rose Hall'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await wordsIn(text, ask)).toEqual(expected)
  })
})

describe('the demo’s people', () => {
  const site = generateSite({ people: 300 })
  const ask = knowing([...site.rows.contact] as unknown as FoundRecord['values'][])

  test('are found where they are planted, whichever way they are written', async () => {
    for (const { by, words } of site.mentions)
      for (const { called, write } of ways[by]) {
        const written = write(words)
        if (written === null) continue
        const found = await wordsIn(`Bitte fragen Sie ${written} danach`, ask)
        expect(found, `${called}: ${written}`).toHaveLength(1)
      }
  })

  test('are not found in sentences that name nobody', async () => {
    for (const text of [...namesNobody, ...site.rows.form_request.map(({ message }) => message ?? '')]) {
      const planted = new Set(site.mentions.map(({ words }) => words).filter(words => text.includes(words))).size
      expect(await wordsIn(text, ask), text).toHaveLength(planted)
    }
  })
})

test('the person and their company are nobody else, whatever they are called like', async () => {
  const ask = knowing([
    { full_name: 'Marlowe Teal', email: 'm@example.org' },
    { full_name: 'Ann Example', email: 'a@example.org', phone: '+44 7700 900123' },
  ])
  const self = nobodyYet(['a@example.org'])
  takeSelf(
    self,
    contact,
    rowOf({ full_name: 'Ann Example', email: 'a@example.org', phone: '07700 900123', company_id: 1 }),
  )
  self.companies.add('Marlowe Teal Bakeries Ltd')
  const message = 'Ann Example (a@example.org, +44 7700 900 123) of Marlowe Teal Bakeries Ltd. Ask Marlowe Teal.'
  const found = readMentions(each([rowOf({ message })]), { ask, skip: ownCompanies(self), isSelf: meansSelf(self) })
  const spots = []
  for await (const spot of found) spots.push(spot)
  expect(spots).toMatchObject([
    { words: 'Marlowe Teal', start: message.lastIndexOf('Marlowe'), field: 'message', leaf: 0 },
  ])
})

test('a text of any length is looked through once, and what stands where two pieces meet is found', async () => {
  const ask = knowing([{ full_name: 'Ann Example', email: 'a@example.org' }])
  const gap = 'x '.repeat(16_378)
  const records = [
    rowOf({ note: `${gap}Ann Example ${gap}Ann Example` }),
    { ...rowOf({ note: 'Ann Example' }), thirdParty: 'held' as const },
  ]
  const none = nobodyYet([])
  const spots = []
  for await (const spot of readMentions(each(records), { ask, skip: () => [], isSelf: meansSelf(none) }))
    spots.push(spot)
  expect(spots.map(({ start, position }) => [start, position])).toEqual([
    [gap.length, 0],
    [gap.length * 2 + 12, 0],
  ])
})

test('who is given away by the name of a member or by a number is found, and takes the whole value out of the copy', async () => {
  const ask = knowing([{ full_name: 'Ann Example', email: 'a@example.org', phone: '+44 7700 900123' }])
  const values = { seen: { 'a@example.org': ['yes', { by: 'Ann Example' }] }, call: 447700900123, count: 12 }
  const spots = []
  for await (const spot of readMentions(each([rowOf(values)]), {
    ask,
    skip: () => [],
    isSelf: meansSelf(nobodyYet([])),
  }))
    spots.push(spot)
  expect(spots.map(({ field, words }) => [field, words])).toEqual([
    ['seen', 'Ann Example'],
    ['seen', 'a@example.org'],
    ['call', '447700900123'],
  ])
  for (const { field, leaf, start, end, words } of spots.slice(1)) {
    const span = { leaf, starts: start, ends: end, person: 1, digest: words, ground: 'rights-of-others' as const }
    expect(withoutSpans(values[field as 'seen'], [span], { mark: () => 'B', digest: one => one })).toBeNull()
  }
})

test('one person has one letter by name, number and address; two of one name stay two; who had one keeps it', () => {
  const named = (owners: string[]) => ({ kind: 'name' as const, owners })
  const address = (owner: string) => ({ kind: 'address' as const, owners: [owner] })
  const persons = (...found: Parameters<typeof numberPersons>[0]) => numberPersons(found).map(({ person }) => person)
  expect(persons(named(['a']), address('a'), named(['b']))).toEqual([1, 1, 2])
  expect(persons(named(['a', 'b']), address('b'), address('a'))).toEqual([1, 1, 2])
  const kept = numberPersons([named(['c']), named(['a'])], new Map([['a', 4]]))
  expect(kept.map(({ person }) => person)).toEqual([5, 4])
})

async function* each<T>(some: T[]) {
  yield* some
}
