import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '#lib/web/auth-options.ts'

type Context = { params: Promise<{ nextauth: string[] }> }

/**
 * next-auth answers what it is left to do (session, csrf, signout). Its own e-mail routes do not exist here: a GET of its callback
 * would sign a mail scanner in, and its sign-in would send a mail outside of our transaction.
 */
async function answer(request: NextRequest, context: Context): Promise<Response> {
  const [action = ''] = (await context.params).nextauth
  if (!['session', 'csrf', 'signout'].includes(action)) return new Response(null, { status: 404 })
  return NextAuth(request, context, authOptions())
}

export { answer as GET, answer as POST }
