import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FoundRecord, RecordLines } from './contract.ts'
import type { DataMap } from './data-map.ts'
import { fieldAt } from './data-map.ts'
import { usualLimits } from './limits.ts'
import { openSources } from './open-sources.ts'
import { readMap } from './read-map.ts'
import { reasonText } from './reason.ts'
import { recordsOf } from './records-of.ts'
import { searchSource } from './search.ts'
import type { SourceAddress } from './source-addresses.ts'
import type { SourceReader } from './source-reader.ts'

/** What every kind has to hold for the tests: some people, each with notes of their own. */
export const people = [
  { email: 'ann@example.org', note: 'plain', phone: '+353 1 234 5678' },
  {
    email: 'Ann@Example.org',
    note: 'He said "yes, of course" and \'no\'; see `notes` {name} %00 $1 <b>&amp;</b>',
    phone: '(01) 234-5678',
  },
  { email: 'bo@example.org', note: 'Bo’s own', phone: '+353 1 234 5679' },
  { email: 'a_n@example.org', note: 'an underscore is a letter', phone: '+353 1 234 5678 ext. 12' },
  { email: 'ann@example.org.test', note: 'longer', phone: '+353 1 234 56780' },
  {
    email: 'ann@example.org',
    note: '=1+1 Größe שלום 你好 \\x41 \\" C:\\new',
    phone: '00353/1/234\u2013\u00a05678',
  },
  { email: 'cy@example.org', note: 'two numbers', phone: '01 234 5678, 01 234 5679' },
  { email: 'di@example.org', note: 'the end of one', phone: '234 5678' },
  { email: 'el@example.org', note: 'an extension', phone: '12-345' },
] as const

/** One real source that holds `people`, in that order, in one collection with an e-mail address, a note and a telephone (`identity: phone`). */
export type Stand = {
  /** A map with the connection `stand`, whose collection has these fields, and one more that the source has not. */
  maps: { right: string; lacking: string; narrow: string }
  address: SourceAddress
  nowhere: SourceAddress
  fields: { email: string; note: string; phone: string }
  /** A service that answers for an address or a number and nothing else. */
  asksByIdentityAlone?: boolean
  close(): Promise<unknown>
}

const mapOf = (yaml: string): DataMap => {
  const { map, problems } = readMap([{ file: 'map.yml', text: yaml }])
  expect(problems).toEqual([])
  return map
}

/**
 * What every kind of source owes (`source-reader.ts`), tried on the real thing. `maps.right` names every column; `maps.narrow` leaves out
 * the note; `maps.lacking` names a column `shoe_size` that there is not.
 */
export const sourceContract = (kind: string, build: () => Promise<Stand>) =>
  describe(`a source of the kind ${kind}`, () => {
    let stand: Stand
    beforeAll(async () => {
      stand = await build()
    })
    afterAll(async () => stand?.close())

    const search = async (email: string, yaml = stand.maps.right, address = stand.address) => {
      const records: FoundRecord[] = []
      const searched = await searchSource({
        map: mapOf(yaml),
        addresses: { stand: address },
        identities: [{ kind: 'email', value: email }],
        nearMisses: ['a%@example.org', 'xann@example.org', 'bo@example.org'].map(value => ({
          ...{ kind: 'email' as const, value, rule: 'test' },
        })),
        onRecords: async (_dataset, _collection, found) => {
          for await (const record of found) records.push(record)
        },
      })
      return { ...searched, records }
    }

    const within = async <T>(work: (reader: SourceReader, map: DataMap) => Promise<T>): Promise<T> => {
      const map = mapOf(stand.maps.right)
      const opened = await openSources(map, { stand: stand.address }, usualLimits)
      try {
        return await work(opened.readers.get('stand')!, map)
      } finally {
        await opened.close()
      }
    }

    test('gives a person their rows and nobody else’s, each value as it is, in the same order every time', async () => {
      const found = await search('ann@example.org')
      const { email, note } = stand.fields
      expect(found.records.map(({ values }) => [values[email], values[note]])).toEqual(
        people.filter(one => one.email.toLowerCase() === 'ann@example.org').map(one => [one.email, one.note]),
      )
      expect((await search('ann@example.org')).records).toEqual(found.records)
      expect(found.collections).toMatchObject([{ result: 'found', count: 3 }])
      expect(new Set(found.records.map(({ key }) => key.join('/'))).size).toBe(3)
    })

    test('takes an underscore for a letter, and near-miss addresses reach nothing', async () => {
      const found = await search('a_n@example.org')
      expect(found.records).toHaveLength(1)
      expect(found.probed.crossed).toEqual([])
    })

    test('says that nothing was found where there is nothing', async () => {
      expect((await search('nobody@example.org')).collections).toMatchObject([{ result: 'empty', count: 0 }])
    })

    test('names what no map classifies, and fails where the map has what the source has not', async () => {
      expect((await search('ann@example.org')).unclassified).toEqual([])
      const narrow = await search('ann@example.org', stand.maps.narrow)
      expect(narrow.unclassified.map(column => column.split('.').at(-1))).toEqual([stand.fields.note])
      const lacking = await search('ann@example.org', stand.maps.lacking)
      expect(lacking.collections).toMatchObject([{ result: 'failed', reason: 'column-missing: shoe_size' }])
    })

    test('says at which instant it was read, and what shape it has', () =>
      within(async reader => {
        expect(reader.snapshot.source).toBe('stand')
        expect(Number.isNaN(Date.parse(reader.snapshot.at))).toBe(false)
        expect(reader.snapshot.fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/)
      }))

    test('gathers keys once each and sorted, and tells what it holds without reading it', () =>
      within(async (reader, map) => {
        const collection = map.datasets[0]!.collections[0]!
        const [email, note] = [stand.fields.email, stand.fields.note].map(name => fieldAt(collection, name)!)
        const arrival = (keys: string[]) => ({
          ...{ fields: [email!], keys: keys.map(key => [key]), path: ['email'], third: 'no' as const },
        })
        const mine = people.filter(one => one.email.toLowerCase() === 'ann@example.org').map(one => [one.note])
        const bytes = (a: string[], b: string[]) => Buffer.compare(Buffer.from(a[0]!), Buffer.from(b[0]!))
        expect(await reader.gather(collection, arrival(['ann@example.org']), [note!])).toEqual(mine.sort(bytes))
        expect(await reader.touches(collection, [arrival(['nobody@example.org', 'BO@example.org'])])).toBe(true)
        expect(await reader.touches(collection, [arrival(['_o@example.org', '%'])])).toBe(false)
        const known = await reader.known(collection, email!, ['ANN@example.org', 'x@example.org'])
        expect([...known]).toEqual(['ANN@example.org'])
      }))

    const allOf = async (some: AsyncGenerator<FoundRecord[] | RecordLines>): Promise<FoundRecord[]> => {
      const records: FoundRecord[] = []
      for await (const batch of some) records.push(...recordsOf(batch))
      return records
    }

    test('finds rows by another field than the address, or says that nobody can ask by it', () =>
      within(async (reader, map) => {
        const collection = map.datasets[0]!.collections[0]!
        const note = fieldAt(collection, stand.fields.note)!
        reader.expect?.(collection, note, [people[2].note])
        const arrival = { fields: [note], keys: [[people[2].note]], path: ['phone'], third: 'no' as const }
        const found = allOf(reader.read(collection, [arrival]))
        if (stand.asksByIdentityAlone) return expect(found).rejects.toThrow('no-way-by')
        expect((await found).map(({ values, path }) => [values[stand.fields.email], path])).toEqual([
          ['bo@example.org', ['phone']],
        ])
      }))

    test('finds a telephone number however it is written; another digit, one more, an extension or a second number make it another', () =>
      within(async (reader, map) => {
        const collection = map.datasets[0]!.collections[0]!
        const phone = fieldAt(collection, stand.fields.phone)!
        const ways = ['+353 1 234 5678', '0035312345678', '(01) 234 5678', '12-345', '12345', '234-5678']
        reader.expect?.(collection, phone, ways)
        const found = async (...keys: string[]) => {
          const arrival = { fields: [phone], keys: keys.map(key => [key]), path: ['phone'], third: 'no' as const }
          const rows = await allOf(reader.read(collection, [arrival]))
          expect(await reader.touches(collection, [arrival])).toBe(rows.length > 0)
          return rows.map(({ values }) => values[stand.fields.note]).sort()
        }
        const notes = (...places: number[]) => places.map(place => people[place]!.note).sort()
        expect(await found(ways[0]!)).toEqual(notes(0, 1, 5))
        expect(await found(ways[1]!)).toEqual(notes(0, 1, 5))
        expect(await found(ways[0]!, ways[1]!, ways[2]!)).toEqual(notes(0, 1, 5))
        expect(await found(ways[2]!)).toEqual(notes(1))
        expect(await found('+353 1 234 567', '+44 1 234 5678', '1 234 5678')).toEqual([])
        expect(await found('12-345')).toEqual(notes(8))
        expect(await found('12345')).toEqual([])
        expect(await found('234-5678')).toEqual(notes(7))
        expect(await found('+353 1 234 5678 ext. 12')).toEqual(notes(3))
      }))

    test('lists everybody it knows, with the fields that are asked for and no other; or cannot, and has no such method', () =>
      within(async (reader, map) => {
        const collection = map.datasets[0]!.collections[0]!
        if (!reader.list) return expect(kind).toMatch(/^(http|trino)/)
        const asked = { ...collection, fields: [fieldAt(collection, stand.fields.email)!] }
        const listed = await allOf(reader.list(asked))
        expect(listed.map(({ values }) => values)).toEqual(
          expect.arrayContaining(people.map(({ email }) => ({ [stand.fields.email]: email }))),
        )
        expect(listed).toHaveLength(people.length)
      }))

    test('fails with a code where it cannot be reached, and quotes nothing', async () => {
      const map = mapOf(stand.maps.right)
      const opened = await openSources(map, { stand: stand.nowhere }, { ...usualLimits, connectMs: 2_000 })
      await opened.close()
      const why = opened.failed.get('stand')
      expect(why && /^[a-z-]+$/.test(why.code)).toBe(true)
      expect(reasonText(why!)).not.toContain(stand.nowhere.url)
      const other = await openSources(map, { stand: { url: 'nonsense://x' } }, usualLimits)
      expect(reasonText(other.failed.get('stand')!)).toBe('unfit-address: stand')
    })
  })
