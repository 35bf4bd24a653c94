import { z } from 'zod'

/** Marks what `.env.example` leaves to be filled in; no value of a production start may hold it. */
export const placeholder = 'replace-me'

const text = z.string().refine(value => !value.toLowerCase().includes(placeholder), {
  error: 'still holds the placeholder of .env.example; put your own value there.',
})

const address = (schemes: readonly string[], error: string, holds: (url: URL) => boolean = () => true) =>
  text.refine(
    value => {
      const url = URL.canParse(value) ? new URL(value) : undefined
      return url !== undefined && schemes.includes(url.protocol) && url.hostname !== '' && holds(url)
    },
    { error },
  )

/** A connection to PostgreSQL as a named login, to a named database. */
const database = address(
  ['postgres:', 'postgresql:'],
  'must be postgres://LOGIN:PASSWORD@HOST:PORT/DATABASE.',
  url => url.username !== '' && url.pathname.length > 1,
)

/**
 * 32 random bytes. What a person typed is told from what a machine drew: drawn bytes are never all printable, and among 32 of
 * them fewer than 16 different ones come up less than once in 10^20 draws.
 */
const isStrong = (bytes: Buffer) => new Set(bytes).size >= 16 && bytes.some(byte => byte < 32 || byte > 126)

const base64 = /^[A-Za-z0-9+/]{43}=$/
const key = text.refine(value => base64.test(value) && isStrong(Buffer.from(value, 'base64')), {
  error: 'is weak: it must be 32 random bytes in base64 (openssl rand -base64 32).',
})

/** Keys that may be rotated: the new one first, then, after a comma, those that older seals still need. */
const keys = text.refine(value => value.split(',').every(one => key.safeParse(one).success), {
  error: 'is weak: it must be 32 random bytes in base64 (openssl rand -base64 32), after a rotation NEW,OLD.',
})

const mailbox = text.refine(value => /^(?:[^<>@\p{Cc}]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/u.test(value), {
  error: 'must be an address, or Name <address>.',
})

const port = z.string().refine(value => /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535, {
  error: 'must be a port from 1 to 65535.',
})

/** What a production start needs, in the order in which it is checked. */
export const production = z.object({
  DATABASE_URL: database,
  DOSSIER_URL: address(
    ['https:'],
    'must be the https address people open, without path or query.',
    url => url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password,
  ),
  SMTP_URL: address(['smtp:', 'smtps:'], 'must be smtps://LOGIN:PASSWORD@HOST:PORT.'),
  MAIL_FROM: mailbox,
  NEXTAUTH_SECRET: key,
  DOSSIER_SEAL_KEY: keys,
  DOSSIER_HASH_KEY: key,
  DOSSIER_VAULT_KEY: keys,
  DOSSIER_SIGNING_KEY: key,
  // How these go together: vault-place.ts.
  DOSSIER_VAULT: text.optional(),
  DOSSIER_VAULT_URL: text.optional(),
  DOSSIER_VAULT_ENDPOINT: text.optional(),
  DOSSIER_VAULT_REGION: text.optional(),
  DOSSIER_VAULT_ACCESS_KEY: text.optional(),
  DOSSIER_VAULT_SECRET_KEY: text.optional(),
  HOST: text
    .refine(value => /^[A-Za-z0-9.:-]+$/.test(value), { error: 'must be an address of this machine.' })
    .optional(),
  PORT: port.optional(),
})

/** What the steps that change tables need besides. */
export const migration = z.object({ MIGRATE_URL: database })

/** All a demo may be told. */
export const demonstration = z.object({
  DOSSIER_URL: address(
    ['http:'],
    'must be a loopback address in the demo.',
    url => url.hostname === '127.0.0.1' || url.hostname === 'localhost',
  ).optional(),
  SMTP_URL: address(['smtp:'], 'must be on 127.0.0.1 in the demo.', url => url.hostname === '127.0.0.1').optional(),
  PORT: port.optional(),
})

export type Variables = z.infer<typeof production>
export const keyNames = [
  'NEXTAUTH_SECRET',
  'DOSSIER_SEAL_KEY',
  'DOSSIER_HASH_KEY',
  'DOSSIER_VAULT_KEY',
  'DOSSIER_SIGNING_KEY',
] as const
