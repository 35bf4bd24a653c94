import { describe, expect, test } from 'vitest'
import { fieldAt } from '../data-map.ts'
import { usualLimits } from '../limits.ts'
import { openSources } from '../open-sources.ts'
import { readMap } from '../read-map.ts'
import { recordsOf } from '../records-of.ts'
import { people, sourceContract } from '../source-contract-for-tests.ts'
import { startJsonService } from './server-for-tests.ts'

const ways = {
  list: '{asks: ["/list/person?email={email}", "/list/person?phone={phone}"]}',
  everything: '{asks: ["/list/person"]}',
  cursor:
    '{asks: ["/cursor/person?email={email}", "/cursor/person?phone={phone}"], items: data.rows, pages: {by: cursor, next: meta.next, as: after}}',
  page: '{asks: ["/page/person?email={email}", "/page/person?phone={phone}"], items: items, total: total, pages: {by: page, as: page, size: 2}}',
  offset:
    '{asks: ["/offset/person?email={email}", "/offset/person?phone={phone}"], items: items, pages: {by: offset, as: from}}',
  link: '{asks: ["/link/person?email={email}", "/link/person?phone={phone}"], pages: {by: link}}',
  url: '{asks: ["/url/person?email={email}", "/url/person?phone={phone}"], items: data.rows, pages: {by: url, next: meta.next}}',
}

const map = (http: string, fields: string[]) => `
dataset:
- fides_key: stand
  fides_meta: {x_dossier: {kind: http}}
  collections:
  - name: person
    fides_meta: {x_dossier: {http: ${http}}}
    fields:
    - {name: id, fides_meta: {primary_key: true}}
    - {name: email, fides_meta: {identity: email}}
    - {name: phone, fides_meta: {identity: phone, x_dossier: {locator: shared}}}
${fields.map(name => `    - {name: ${name}}\n`).join('')}`

for (const [way, http] of Object.entries(ways))
  sourceContract(`http, ${way}`, async () => {
    const service = await startJsonService({ person: people.map((one, index) => ({ id: index + 1, ...one })) })
    return {
      maps: { right: map(http, ['note']), narrow: map(http, []), lacking: map(http, ['note', 'shoe_size']) },
      address: { url: service.url },
      nowhere: { url: 'http://127.0.0.1:1?private=true' },
      fields: { email: 'email', note: 'note', phone: 'phone' },
      asksByIdentityAlone: way !== 'everything',
      close: () => service.stop(),
    }
  })

describe('a service that knows numbers only as it writes them', () => {
  const written = ['+35312345678', '35312345678', '35312345678', '012345678', '01 234 5678', '+35312345679']
  const found = async (http: string) => {
    const service = await startJsonService({ line: written.map(tel => ({ tel, kept: '2026' })) })
    const text = `
dataset:
- fides_key: stand
  fides_meta: {x_dossier: {kind: http}}
  collections:
  - name: line
    fides_meta: {x_dossier: {http: ${http}}}
    fields: [{name: tel, fides_meta: {identity: phone, x_dossier: {match: telephone}}}, {name: kept}]
`
    const { map, problems } = readMap([{ file: 'map.yml', text }])
    expect(problems).toEqual([])
    const opened = await openSources(map, { stand: { url: service.url } }, usualLimits)
    try {
      const collection = map.datasets[0]!.collections[0]!
      const keys = [['+353 1 234 5678'], ['01 234 5678'], ['+353-1-2345678']]
      const arrival = { fields: [fieldAt(collection, 'tel')!], keys, path: ['phone'], third: 'no' as const }
      const rows: unknown[] = []
      for await (const some of opened.readers.get('stand')!.read(collection, [arrival]))
        for (const { values } of recordsOf(some)) rows.push(values.tel)
      return rows.sort()
    } finally {
      await opened.close()
      await service.stop()
    }
  }

  test('is asked in every form, and no row comes twice', async () => {
    expect(await found('{asks: ["/list/line?tel={tel}"]}')).toEqual(written.slice(0, -1).sort())
  })

  test('nor where it does not repeat what it was asked: rows that say the same are one, unless one answer holds both', async () => {
    expect(await found('{asks: ["/of/line/tel/{tel}"], implied: [tel]}')).toHaveLength(2)
  })
})
