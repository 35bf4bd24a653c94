import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Locale } from './locales.ts'
import { type Messages, pseudoMessages } from './pseudo.ts'

type WrittenLocale = Exclude<Locale, 'qps'>

/** Every command and every server starts in the project's directory (npm sees to it); a bundle has no directory of its own. */
const directory = (locale: WrittenLocale) => join(process.cwd(), 'lib', 'i18n', 'messages', locale)

/** The names of all namespaces: one per file in `messages/en`. */
export const namespaces = (locale: WrittenLocale = 'en'): string[] =>
  readdirSync(directory(locale))
    .filter(file => file.endsWith('.json'))
    .map(file => file.slice(0, -'.json'.length))
    .sort()

const read = new Map<string, { changed: number; messages: Messages }>()

/** One file, read again only when it changed. Throws what `fs` and `JSON.parse` throw: a portal without sentences must not start. */
const readNamespace = (locale: WrittenLocale, namespace: string): Messages => {
  const file = join(directory(locale), `${namespace}.json`)
  const changed = statSync(file).mtimeMs
  const known = read.get(file)
  if (known?.changed === changed) return known.messages
  const messages = JSON.parse(readFileSync(file, 'utf8')) as Messages
  read.set(file, { changed, messages })
  return messages
}

/** All sentences of a language, by namespace: `{ shell: {…}, errors: {…} }`. `qps` is English through `pseudoMessages`. */
export const loadMessages = (locale: Locale): Record<string, Messages> => {
  const written = locale === 'qps' ? 'en' : locale
  return Object.fromEntries(
    namespaces(written).map(namespace => {
      const messages = readNamespace(written, namespace)
      return [namespace, locale === 'qps' ? pseudoMessages(messages) : messages]
    }),
  )
}
