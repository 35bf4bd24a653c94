import type { Json } from '../contract.ts'
import { type Encoding, textOf } from '../files/encoding.ts'
import type { Tokens } from './tokens.ts'

/** What a line always has, and what most have. `cookie` is the third text in quotation marks, after referrer and browser. */
export const lineColumns = ['ip', 'user', 'time', 'request', 'status', 'bytes', 'referrer', 'user_agent', 'cookie']

const escapes: { [letter: string]: number } = { n: 10, r: 13, t: 9, v: 11, b: 8, f: 12 }

/** The bytes a browser sent, out of what the server wrote: \" \\ \xHH (Apache, nginx). */
const unescaped = (bytes: Buffer): Buffer => {
  if (!bytes.includes(0x5c)) return bytes
  const plain: number[] = []
  for (let i = 0; i < bytes.length; i++) {
    const next = bytes[i + 1]
    if (bytes[i] !== 0x5c || next === undefined) {
      plain.push(bytes[i]!)
      continue
    }
    const letter = String.fromCharCode(next)
    const hex = letter === 'x' ? bytes.toString('latin1', i + 2, i + 4) : ''
    if (/^[0-9a-fA-F]{2}$/.test(hex)) {
      plain.push(Number.parseInt(hex, 16))
      i += 3
    } else {
      plain.push(escapes[letter] ?? next)
      i++
    }
  }
  return Buffer.from(plain)
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `10/Oct/2026:13:55:36 +0200` as an instant in UTC; as it stands when it is none. */
export const instantOf = (written: string): string => {
  const found = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/.exec(written)
  const month = found ? months.indexOf(found[2]!) + 1 : 0
  if (!found || month === 0) return written
  const [, day, , year, clock, hours, minutes] = found
  const time = Date.parse(`${year}-${String(month).padStart(2, '0')}-${day}T${clock}${hours}:${minutes}`)
  return Number.isNaN(time) ? written : new Date(time).toISOString().replace('.000Z', 'Z')
}

/** A dash is how a server writes nothing. */
const orNothing = (text: string): Json => (text === '-' || text === '' ? null : text)

const numberOf = (text: string): Json => (/^\d{1,15}$/.test(text) ? Number(text) : null)

/** `[vhost] ip ident user`, as they stand before the time. */
const before = (text: string): { [field: string]: Json } => {
  const parts = text.trim().split(' ')
  const hosted = parts.length > 3 && /[.:]/.test(parts[0]!) && /^[0-9a-f]*[.:][0-9a-f.:]+$/i.test(parts[1]!)
  const [ip = '', , ...user] = hosted ? parts.slice(1) : parts
  return { ...(hosted ? { host: parts[0]! } : {}), ip: orNothing(ip), user: orNothing(user.join(' ')) }
}

/** Every part of one line by its name. */
export const valuesOf = (
  line: Buffer,
  start: number,
  tokens: Tokens,
  encoding: Encoding,
): { [field: string]: Json } => {
  const text = (from: number, to: number) => textOf(unescaped(line.subarray(from, to)), encoding)
  const quoted = Array.from({ length: tokens.quotedCount }, (_, index) =>
    text(tokens.quoted[index * 2]!, tokens.quoted[index * 2 + 1]!),
  )
  const [request = '-', referrer = '-', agent = '-', cookie = '-', ...more] = quoted
  return {
    ...before(text(start, tokens.timeStart - 1)),
    time: instantOf(text(tokens.timeStart, tokens.timeEnd)),
    request: orNothing(request),
    status: numberOf(text(tokens.statusStart, tokens.statusStart + 3)),
    bytes: numberOf(text(tokens.bytesStart, tokens.bytesEnd)),
    referrer: orNothing(referrer),
    user_agent: orNothing(agent),
    cookie: orNothing(cookie),
    ...(more.length > 0 ? { more } : {}),
  }
}

const synonyms: { [name: string]: string } = {
  remote_addr: 'ip',
  remote_user: 'user',
  time_iso8601: 'time',
  time_local: 'time',
  body_bytes_sent: 'bytes',
  http_referer: 'referrer',
  http_user_agent: 'user_agent',
  cookie_visitor: 'cookie',
  visitor_cookie: 'cookie',
  visitor: 'cookie',
  server_name: 'host',
}

/** A line that nginx wrote as JSON: its usual names become those of every log, others stay. */
export const valuesOfObject = (object: { [field: string]: Json }): { [field: string]: Json } => {
  const empty = Object.fromEntries(lineColumns.map(name => [name, null]))
  const named = Object.entries(object).map(([name, value]): [string, Json] => {
    const known = synonyms[name] ?? name
    if (known === 'time') return [known, instantOf(String(value))]
    if (known === 'status' || known === 'bytes') return [known, numberOf(String(value)) ?? value]
    return [known, value === '-' || value === '' ? null : value]
  })
  return { ...empty, ...Object.fromEntries(named) }
}
