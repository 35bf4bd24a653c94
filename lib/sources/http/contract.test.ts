import { people, sourceContract } from '../source-contract-for-tests.ts'
import { startJsonService } from './server-for-tests.ts'

const ways = {
  list: '{asks: ["/list/person?email={email}"]}',
  everything: '{asks: ["/list/person"]}',
  cursor: '{asks: ["/cursor/person?email={email}"], items: data.rows, pages: {by: cursor, next: meta.next, as: after}}',
  page: '{asks: ["/page/person?email={email}"], items: items, total: total, pages: {by: page, as: page, size: 2}}',
  offset: '{asks: ["/offset/person?email={email}"], items: items, pages: {by: offset, as: from}}',
  link: '{asks: ["/link/person?email={email}"], pages: {by: link}}',
  url: '{asks: ["/url/person?email={email}"], items: data.rows, pages: {by: url, next: meta.next}}',
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
${fields.map(name => `    - {name: ${name}}\n`).join('')}`

for (const [way, http] of Object.entries(ways))
  sourceContract(`http, ${way}`, async () => {
    const service = await startJsonService({ person: people.map((one, index) => ({ id: index + 1, ...one })) })
    return {
      maps: { right: map(http, ['note']), narrow: map(http, []), lacking: map(http, ['note', 'shoe_size']) },
      address: { url: service.url },
      nowhere: { url: 'http://127.0.0.1:1?private=true' },
      fields: { email: 'email', note: 'note' },
      asksByAddressAlone: way !== 'everything',
      close: () => service.stop(),
    }
  })
