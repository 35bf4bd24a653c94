import 'server-only'
import { cookies } from 'next/headers'
import type { z } from 'zod'
import { openValue, sealValue } from '#lib/vault/house-keys.ts'
import { servedOverHttps } from './served-over-https.ts'

/** A browser keeps 4,096 bytes of one cookie, its name and marks included; what is longer goes into several. */
const size = 3500

/** A cookie whose content only the portal can read: what a browser carries from one page to the next. */
export type SealedCookie<Schema extends z.ZodType> = {
  name: string
  /** The browser sends it below this path only. */
  path: string
  seconds: number
  schema: Schema
}

/** What was put in, or undefined: missing, expired, altered, or sealed by a key that is gone. All are the same to a page. */
export async function readSealed<Schema extends z.ZodType>({
  name,
  schema,
}: SealedCookie<Schema>): Promise<z.output<Schema> | undefined> {
  const jar = await cookies()
  const parts: string[] = []
  for (let part = jar.get(name)?.value; part; part = jar.get(`${name}-${parts.length}`)?.value) parts.push(part)
  if (parts.length === 0) return undefined
  try {
    const read = schema.safeParse(openValue(`cookie.${name}`, Buffer.from(parts.join(''), 'base64url')))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}

/** Replaces the content; from a server action only. */
export async function writeSealed<Schema extends z.ZodType>(
  cookie: SealedCookie<Schema>,
  value: z.input<Schema>,
): Promise<void> {
  const sealed = Buffer.from(sealValue(`cookie.${cookie.name}`, value)).toString('base64url')
  const parts = sealed.match(new RegExp(`.{1,${size}}`, 'g')) ?? []
  await clearSealed(cookie)
  const jar = await cookies()
  for (const [index, part] of parts.entries())
    jar.set(index === 0 ? cookie.name : `${cookie.name}-${index}`, part, { ...options(cookie), maxAge: cookie.seconds })
}

/** Takes it from the browser; from a server action only. */
export async function clearSealed<Schema extends z.ZodType>(cookie: SealedCookie<Schema>): Promise<void> {
  const jar = await cookies()
  for (const { name } of jar.getAll())
    if (name === cookie.name || name.startsWith(`${cookie.name}-`)) jar.set(name, '', { ...options(cookie), maxAge: 0 })
}

const options = ({ path }: Pick<SealedCookie<z.ZodType>, 'path'>) =>
  ({ httpOnly: true, sameSite: 'lax', secure: servedOverHttps(), path }) as const
