import { testDatabase } from '#lib/db/test-database.ts'
import { people, sourceContract } from '../source-contract-for-tests.ts'
import { onSite } from './site-fixture.ts'

const map = (fields: string[]) => `
dataset:
- fides_key: stand
  fides_meta: {x_dossier: {schema: site, kind: postgres}}
  collections:
  - name: person
    fields:
    - {name: id, fides_meta: {primary_key: true}}
    - {name: email, fides_meta: {identity: email}}
    - {name: phone, fides_meta: {identity: phone, x_dossier: {locator: shared}}}
${fields.map(name => `    - {name: ${name}}\n`).join('')}`

sourceContract('postgres', async () => {
  const database = await testDatabase()
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
  const rows = people.map(
    ({ email, note, phone }, index) => `(${index + 1}, ${quoted(email)}, ${quoted(note)}, ${quoted(phone)})`,
  )
  await onSite(
    database,
    `create table site.person (id int primary key, email text, note text, phone text);
     insert into site.person values ${rows.join(', ')}`,
  )
  return {
    maps: { right: map(['note']), narrow: map([]), lacking: map(['note', 'shoe_size']) },
    address: { url: database.siteReaderUrl },
    nowhere: { url: 'postgres://reader@127.0.0.1:1/nowhere' },
    fields: { email: 'email', note: 'note', phone: 'phone' },
    close: () => database.drop(),
  }
})
