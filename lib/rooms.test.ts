import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const house = fileURLToPath(new URL('..', import.meta.url))

/** Every source file of the house, as a path from its root. */
const files = ['app', 'components', 'lib', 'e2e', 'bench']
  .filter(room => existsSync(join(house, room)))
  .flatMap(room => readdirSync(join(house, room), { recursive: true, withFileTypes: true }))
  .filter(entry => entry.isFile() && /\.(ts|tsx|mts)$/.test(entry.name))
  .map(entry => relative(house, join(entry.parentPath, entry.name)))
  .concat('proxy.ts')
  .sort()

type Import = { from: string; to: string; typeOnly: boolean }

/** What a file imports: a path from the root for what is ours, the package's name for what is not. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(house, file), 'utf8')
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s+)?[^'"()]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm,
  )
  return [...statements].map(([, type, from, bare, lazy]) => ({
    from: file,
    to: resolved(file, from ?? bare ?? lazy ?? ''),
    typeOnly: type !== undefined,
  }))
}

function resolved(file: string, name: string): string {
  if (name.startsWith('#')) return name.slice(1)
  return name.startsWith('.') ? relative(house, resolve(house, dirname(file), name)) : name
}

const isTest = (file: string) =>
  /\.test\.ts$|-for-tests\.ts$|\/test-[\w-]+\.ts$|\.fixture\.ts$|fixture\.ts$|\.bench\.ts$/.test(file)
const isOurs = (to: string) => /^(app|components|lib|e2e|bench)\//.test(to)
const roomOf = (file: string) => file.split('/').slice(0, 2).join('/')

type Rule = { says: string; mend: string; breaks: (one: Import) => boolean }

/** From the top of the house to its floor; a file may import from its own storey and from below. */
const storeys = [
  ['lib/cli', 'lib/web'],
  ['lib/jobs', 'lib/demo'],
  [
    'lib/requests',
    'lib/letters',
    'lib/identity',
    'lib/collection',
    'lib/packages',
    'lib/organisation',
    'lib/law',
    'lib/disputes',
    'lib/reminders',
    'lib/notices',
    'lib/assurance',
    'lib/others',
    'lib/preferences',
    'lib/sources',
    'lib/owners',
    'lib/mail',
    'lib/audit',
  ],
  ['lib/kernel'],
  ['lib/history'],
  ['lib/vault', 'lib/access', 'lib/db', 'lib/config', 'lib/deadlines', 'lib/i18n'],
]
const verbs = 2
/** Verbs and views of every room stand above the kernel, also those of the history, which the kernel itself stands on. */
const storeyOf = (file: string) => {
  const storey = storeys.findIndex(rooms => rooms.includes(roomOf(file)))
  return storey > verbs && isVerb(file) ? verbs : storey
}

/** Words import nothing that does: a browser that asks for a list of statuses must not be given the database's tables. */
const words =
  /^lib\/(requests\/status|disputes\/dispute-words|access\/(actor|grants)|history\/events|packages\/grounds|assurance\/levels|owners\/owner-words|kernel\/result)\.ts$/
const pure =
  /^lib\/(deadlines\/(?!.*command)|history\/(merkle|proofs|verify-proof|leaf|canonical|note|checkpoint|commitment)\.ts|i18n\/(locales|formats)\.ts)/
/** The queue is below the verbs, because a job is born in their transaction; what jobs do is above them. */
const belowTheVerbs = /^lib\/jobs\/(queue|store|table)\.ts$|^lib\/mail\/(outbox|table)\.ts$/

const rules: Rule[] = [
  {
    says: 'the browser pages know no SQL, no rules, no environment',
    mend: 'Let the page await a view and its action call a verb.',
    breaks: ({ from, to, typeOnly }) =>
      !typeOnly &&
      from.startsWith('app/') &&
      (/^(drizzle-orm|postgres|pg)\b/.test(to) || /^lib\/.*\/(table|store)\.ts$/.test(to)),
  },
  {
    says: 'components are paper and ink',
    mend: 'Give the component what it shows as props; the page knows where it comes from.',
    breaks: ({ from, to }) => from.startsWith('components/') && isOurs(to) && !/^(components|lib\/i18n)\//.test(to),
  },
  {
    says: 'only app/ and lib/web know Next',
    mend: 'Move what needs next/* to lib/web and pass in what it found.',
    breaks: ({ from, to }) => from.startsWith('lib/') && !from.startsWith('lib/web/') && /^next(\/|$)/.test(to),
  },
  {
    says: 'nothing in lib/ reaches up to the pages',
    mend: 'Pages call lib; what both need belongs in lib.',
    breaks: ({ from, to }) => from.startsWith('lib/') && /^(app|components|e2e)\//.test(to),
  },
  {
    says: 'a room imports from its own storey and from below',
    mend: 'Turn the arrow: pass the value in, or move what both need to the lower room.',
    breaks: ({ from, to, typeOnly }) =>
      !isTest(from) &&
      !typeOnly &&
      storeyOf(from) >= 0 &&
      storeyOf(to) >= 0 &&
      storeyOf(to) < storeyOf(from) &&
      !belowTheVerbs.test(to) &&
      !words.test(to),
  },
  {
    says: 'words import nothing but words',
    mend: 'Tables import words, never the reverse.',
    breaks: ({ from, to, typeOnly }) => words.test(from) && !typeOnly && !words.test(to),
  },
  {
    says: 'pure code knows no database, no clock of its own, no configuration',
    mend: 'Take it as an argument.',
    breaks: ({ from, to }) =>
      pure.test(from) && !isTest(from) && /^lib\/(db|config|kernel|vault)\/|^(drizzle-orm|postgres|pg)\b/.test(to),
  },
  {
    says: 'only store.ts, view-*.ts, append.ts and db/ speak SQL',
    mend: 'Put the statement into the store.ts of its room, under the name of what it does.',
    breaks: ({ from, to, typeOnly }) =>
      from.startsWith('lib/') &&
      !isTest(from) &&
      !typeOnly &&
      to.startsWith('drizzle-orm') &&
      !/^lib\/db\/|\/(store|view-[\w-]+|append|table)\.ts$|-store\.ts$/.test(from),
  },
  {
    says: 'a verb or view never calls another',
    mend: 'What two verbs share is a step: it takes tx and returns events.',
    breaks: ({ from, to, typeOnly }) => !isTest(from) && !typeOnly && isVerb(from) && isVerb(to),
  },
  {
    says: 'a browser component names no table',
    mend: 'Import the words (status.ts, grounds.ts), not the table.',
    breaks: ({ from, to, typeOnly }) =>
      !typeOnly &&
      isClient(from) &&
      /^lib\/(?!i18n|requests\/status|disputes\/dispute-words|packages\/grounds|assurance\/levels|owners\/owner-words)/.test(
        to,
      ),
  },
  {
    says: 'stories run against a running portal and its command line',
    mend: 'Ask the portal, or read what the story needs from the page.',
    breaks: ({ from, to }) => from.startsWith('e2e/') && to.startsWith('lib/'),
  },
]

const text = (file: string) => readFileSync(join(house, file), 'utf8')
const isClient = (file: string) => /\.tsx$/.test(file) && text(file).startsWith("'use client'")
const isVerb = (file: string) =>
  file.startsWith('lib/') && !/lib\/kernel\//.test(file) && /= (command|view)\(\{/.test(text(file))

describe('the rooms', () => {
  const imports = files.flatMap(importsOf)

  it.each(rules)('$says', ({ mend, breaks }) => {
    const wrong = imports.filter(breaks).map(({ from, to }) => `${from} imports ${to}. ${mend}`)
    expect(wrong).toEqual([])
  })

  it('are read: each rule would see an import that breaks it', () => {
    const broken: Import[] = [
      { from: 'app/page.tsx', to: 'drizzle-orm', typeOnly: false },
      { from: 'components/button.tsx', to: 'lib/requests/status.ts', typeOnly: false },
      { from: 'lib/requests/extend-deadline.ts', to: 'next/headers', typeOnly: false },
      { from: 'lib/requests/extend-deadline.ts', to: 'app/page.tsx', typeOnly: false },
      { from: 'lib/db/begin.ts', to: 'lib/requests/store.ts', typeOnly: false },
      { from: 'lib/requests/status.ts', to: 'lib/requests/table.ts', typeOnly: false },
      { from: 'lib/deadlines/due.ts', to: 'lib/db/begin.ts', typeOnly: false },
      { from: 'lib/requests/extend-deadline.ts', to: 'drizzle-orm', typeOnly: false },
      { from: 'lib/requests/extend-deadline.ts', to: 'lib/requests/refuse-request.ts', typeOnly: false },
      { from: 'components/error-summary.tsx', to: 'lib/requests/table.ts', typeOnly: false },
      { from: 'e2e/story.ts', to: 'lib/db/begin.ts', typeOnly: false },
    ]
    expect(rules.map(({ breaks }, index) => breaks(broken[index]!))).toEqual(rules.map(() => true))
  })

  it('hold files small enough to read before breakfast', () => {
    const sources = files.filter(file => !isTest(file) && !file.startsWith('e2e/'))
    const lengths = sources.map(file => ({ file, lines: text(file).split('\n').length }))
    expect(lengths.filter(({ lines }) => lines > 250)).toEqual([])
  })

  it('hold no drawer for what nobody wanted to name', () => {
    const drawers = /(^|\/)(utils?|helpers?|misc|common|core|managers?|services?)(\/|\.tsx?$)/
    expect(files.filter(file => drawers.test(file))).toEqual([])
    expect(files.filter(file => file.startsWith('lib/') && file.endsWith('.tsx'))).toEqual([])
  })
})
