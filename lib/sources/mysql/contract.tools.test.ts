import { people, sourceContract } from '../source-contract-for-tests.ts'
import { startMariaDb } from './mariadb-for-tests.ts'

const map = (fields: string[]) => `
dataset:
- fides_key: stand
  fides_meta: {x_dossier: {schema: stand, kind: mysql}}
  collections:
  - name: person
    fields:
    - {name: id, fides_meta: {primary_key: true}}
    - {name: email, fides_meta: {identity: email}}
    - {name: phone, fides_meta: {identity: phone, x_dossier: {locator: shared}}}
${fields.map(name => `    - {name: ${name}}\n`).join('')}`

sourceContract('mysql', async () => {
  const server = await startMariaDb()
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
  const rows = people.map(
    ({ email, note, phone }, index) => `(${index + 1}, ${quoted(email)}, ${quoted(note)}, ${quoted(phone)})`,
  )
  await server.execute(
    `create database stand character set utf8mb4;
     create table stand.person (id int primary key, email varchar(190), note text, phone varchar(60));
     insert into stand.person values ${rows.join(', ')}`,
  )
  return {
    maps: { right: map(['note']), narrow: map([]), lacking: map(['note', 'shoe_size']) },
    address: { url: server.url },
    nowhere: { url: 'mysql://reader@127.0.0.1:1/nowhere' },
    fields: { email: 'email', note: 'note', phone: 'phone' },
    close: () => server.stop(),
  }
})
