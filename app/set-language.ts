'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { isLocale, languageCookie } from '#lib/i18n/locales.ts'
import { localPath } from '#lib/web/local-path.ts'
import { servedOverHttps } from '#lib/web/served-over-https.ts'

const oneYear = 60 * 60 * 24 * 365

/** Remembers the language in a cookie and returns to the page the form stood on. Open to everybody; changes nothing else. */
export async function setLanguage(form: FormData): Promise<void> {
  const language = form.get('language')
  if (isLocale(language)) {
    const options = { path: '/', sameSite: 'lax', httpOnly: true, secure: servedOverHttps(), maxAge: oneYear } as const
    const jar = await cookies()
    jar.set(languageCookie, language, options)
  }
  redirect(localPath(form.get('callback')))
}
