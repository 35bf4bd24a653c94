import type { AuthOptions } from 'next-auth'
import { config } from '#lib/config/config.ts'
import { sessionAdapter } from '#lib/identity/session-adapter.ts'
import { sessionHours } from '#lib/identity/start-session.ts'
import { sessionCookie } from './session-cookie.ts'

/** next-auth keeps session look-up, sign-out and CSRF; how people sign in is our own (lib/identity). */
export const authOptions = (): AuthOptions => ({
  adapter: sessionAdapter,
  providers: [],
  secret: config().sessionSecret,
  // `updateAge` as long as the session: next-auth never prolongs one.
  session: { strategy: 'database', maxAge: sessionHours.staff * 3600, updateAge: sessionHours.staff * 3600 },
  cookies: { sessionToken: sessionCookie() },
  pages: { signIn: '/sign-in', signOut: '/', error: '/sign-in' },
  callbacks: {
    session: ({ session, user }) => ({ ...session, user: { name: user.id } }),
    redirect: ({ url, baseUrl }) => (url.startsWith('/') && !/^\/[/\\]/.test(url) ? `${baseUrl}${url}` : baseUrl),
  },
})
