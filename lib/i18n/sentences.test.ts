import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadMessages } from './load-messages.ts'
import type { Messages } from './pseudo.ts'

type Source = { file: string; text: string }

const sources = (folder: string, ending: RegExp): Source[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => ending.test(file) && !/\.test\.tsx?$/.test(file))
    .map(file => ({ file: join(folder, file), text: readFileSync(join(folder, file), 'utf8') }))

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s{])\/\/.*$/gm, '$1')

/** Words between tags or braces of JSX; code that happens to stand there has operators, quotes or brackets in it, or is a keyword. */
const wordsInJsx = (text: string) =>
  [...text.matchAll(/(?<![=-])[>}]([^<>{}]*)(?=[<{])/g)]
    .map(found => found[1]?.trim() ?? '')
    .filter(words => /\p{L}{2}/u.test(words))
    .filter(
      words =>
        !/[=;[\]|&'"`]|^[(),:.?]|[:$]$|\b(?:return|switch) \(|^(?:if|for|while) \(|\s\?$|\? \($|^\$|\breturn$|\bconst$|^(?:else|as|from|satisfies|catch|finally|extends|export|import|const|let|type|interface|function)\b/.test(
          words,
        ),
    )

const spoken =
  'aria-label|aria-description|alt|title|placeholder|label|hint|text|summary|caption|error|message|sending|optional|skip|button'

/** Attributes and properties that people read or hear, with words of their own. */
const wordsInAttributes = (text: string) =>
  [...text.matchAll(new RegExp(String.raw`\b(?:${spoken})(?:=|: )(["'])((?:(?!\1).)*\p{L}{2}(?:(?!\1).)*)\1`, 'gu'))]
    .map(found => found[2] ?? '')
    .filter(words => /[A-Z\s]/.test(words))

const sentencesIn = (text: string) => {
  const code = withoutComments(text)
  // A class list has spaces too, but nobody reads it.
  const readable = code.replace(/className=(?:"[^"]*"|\{`[^`]*`\})/g, '')
  return [...wordsInJsx(readable), ...wordsInAttributes(readable)]
}

describe('no sentence lives in a component', () => {
  test.each([
    ['<p>Your data</p>', 'Your data'],
    ['<p>\n  Signed in as {who}\n</p>', 'Signed in as'],
    ['<p>{count} days left</p>', 'days left'],
    ['<Field label="Your address" />', 'Your address'],
    ["rows={[{ key: '1', label: 'Received' }]}", 'Received'],
  ])('the scan sees %j', (jsx, sentence) => {
    expect(sentencesIn(jsx)).toEqual([sentence])
  })

  test.each([
    '<p className="mt-2 flex">{t(\'title\')}</p>',
    'const box = useRef<HTMLDivElement>(null)\nif (a) {\n} else {\n}',
    '// A comment with <p>words</p>',
    'if (a) {\n}\nconst knots: Record<Step, string> = {}',
    'if (a) {\n  const b = c + d\n  return (\n    <p>{b}</p>\n  )\n}',
    'type Props = { a: { b: string }\n  words: { c: string } }\nconst A = ({ b }: Props) => {\n  switch (b) {\n  }\n}',
    'if (a) {\n}\nif (!open) return <p>{b}</p>',
    'const a = short<string>(b)\n  ? <p>{b}</p>\n  : null',
    'const f = (a: Map<string, Set<number>>): Promise<void> => { go<string>(a) }',
  ])('the scan passes %j', code => {
    expect(sentencesIn(code)).toEqual([])
  })

  test('every page and component takes its words from lib/i18n/messages', () => {
    const found = [...sources('app', /\.tsx$/), ...sources('components', /\.tsx$/)]
      .map(({ file, text }) => ({ file, sentences: sentencesIn(text) }))
      .filter(({ sentences }) => sentences.length > 0)
    expect(found, 'Move these words to lib/i18n/messages/{en,de} and pass them in').toEqual([])
  })
})

/** `t` → `errors.fault`, for every translator a file makes. */
const translators = (text: string) =>
  [
    ...text.matchAll(
      /(?:const (\w+) = )?\(?(?:await )?(?:getTranslations|useTranslations|createTranslator)\((?:[\w.]+, )?'([\w.-]+)'\)\)?/g,
    ),
  ].map(([call, name, namespace]) => ({
    said: name ? String.raw`\b${name}(?:\.rich|\.markup)?` : escaped(call),
    namespace,
  }))

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

const sentenceAt = (path: string) =>
  path
    .split('.')
    .reduce<Messages | string | undefined>(
      (messages, key) => (typeof messages === 'object' ? messages[key] : undefined),
      loadMessages('en'),
    )

test('every sentence that a page asks for is written', () => {
  const missing = [
    ...sources('app', /\.tsx?$/),
    ...sources('components', /\.tsx?$/),
    ...sources('lib', /\.ts$/),
  ].flatMap(({ file, text }) =>
    translators(text).flatMap(({ said, namespace }) =>
      [...text.matchAll(new RegExp(String.raw`${said}\(\s*'([\w.-]+)'`, 'g'))]
        .map(([, key]) => `${namespace}.${key}`)
        .filter(path => typeof sentenceAt(path) !== 'string')
        .map(path => `${file} says ${path}`),
    ),
  )
  expect(missing).toEqual([])
})
