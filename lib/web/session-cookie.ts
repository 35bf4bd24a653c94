import { cookies } from 'next/headers'
import type { StartedSession } from '#lib/identity/start-session.ts'
import { servedOverHttps } from './served-over-https.ts'

/** `__Host-` binds the cookie to this very host over https; the demo on loopback has no https to bind it to. */
export const sessionCookie = () => {
  const secure = servedOverHttps()
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  return { name: secure ? '__Host-dossier-session' : 'dossier-session', options }
}

/** Hands a fresh session to the browser; called from a server action only. */
export async function giveSession({ token, expiresAt }: StartedSession): Promise<void> {
  const { name, options } = sessionCookie()
  const jar = await cookies()
  jar.set(name, token, { ...options, expires: new Date(expiresAt) })
}

export async function takeSession(): Promise<string | undefined> {
  const jar = await cookies()
  const { name } = sessionCookie()
  const token = jar.get(name)?.value
  if (token) jar.delete({ name, path: '/', secure: servedOverHttps() })
  return token
}
