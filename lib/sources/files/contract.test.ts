import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { people, sourceContract } from '../source-contract-for-tests.ts'

const address = ', fides_meta: {identity: email}'
const number = ', fides_meta: {identity: phone, x_dossier: {locator: shared}}'
const meta: { [field: string]: string } = { email: address, user: address, phone: number, referrer: number }

const map = (kind: string, collection: string, fields: string[]) => `
dataset:
- fides_key: stand
  fides_meta: {x_dossier: {kind: ${kind}}}
  collections:
  - name: ${collection}
    fields:
${fields.map(name => `    - {name: ${name}${meta[name] ?? ''}}\n`).join('')}`

const standOf = async (
  kind: string,
  collection: string,
  fields: { email: string; note: string; phone: string; more?: string[] },
  files: { [name: string]: string | Buffer },
) => {
  const folder = await mkdtemp(join(tmpdir(), 'dossier-files-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const others = [fields.email, fields.phone, ...(fields.more ?? [])]
  return {
    maps: {
      right: map(kind, collection, [...others, fields.note]),
      narrow: map(kind, collection, others),
      lacking: map(kind, collection, [...others, fields.note, 'shoe_size']),
    },
    address: { url: pathToFileURL(folder).href },
    nowhere: { url: pathToFileURL(join(folder, 'nowhere')).href },
    fields,
    close: () => rm(folder, { recursive: true }),
  }
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

sourceContract('csv', () => {
  const lines = people.map(({ email, note, phone }) => `${email},${quoted(note)},${quoted(phone)}`)
  return standOf(
    'csv',
    'person',
    { email: 'email', note: 'note', phone: 'phone' },
    {
      'person-1.csv': `\ufeffemail,note,phone\r\n${lines.slice(0, 2).join('\r\n')}\r\n`,
      'person-2.csv.gz': gzipSync(`email,note,phone\n${lines.slice(2).join('\n')}`),
    },
  )
})

sourceContract('jsonl', () => {
  const lines = people.map(one => JSON.stringify(one))
  return standOf(
    'jsonl',
    'person',
    { email: 'email', note: 'note', phone: 'phone' },
    { '1.jsonl': `${lines.slice(0, 3).join('\n')}\n`, '2.jsonl.gz': gzipSync(lines.slice(3).join('\n')) },
  )
})

sourceContract('access-log', () => {
  const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  const lines = people.map(
    ({ email, note, phone }, index) =>
      `192.0.2.7 - ${email} [16/Nov/2026:09:0${index}:00 +0000] "GET / HTTP/1.1" 200 12 "${phone}" "${escaped(note)}" "hq-${index}"`,
  )
  const more = ['ip', 'time', 'request', 'status', 'bytes', 'cookie']
  return standOf(
    'access-log',
    'line',
    { email: 'user', note: 'user_agent', phone: 'referrer', more },
    {
      'access.log': `${lines.slice(4).join('\n')}\n`,
      'access.log.1.gz': gzipSync(`${lines.slice(0, 4).join('\n')}\n`),
    },
  )
})
