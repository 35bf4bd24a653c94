import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { commands } from '#lib/cli/command-table.ts'

const house = fileURLToPath(new URL('..', import.meta.url))
const text = (file: string) => readFileSync(join(house, file), 'utf8')

const documents = ['README', 'ARCHITECTURE', 'SECURITY', 'CONTRIBUTING', 'CHANGELOG']
  .map(name => `${name}.md`)
  .concat(readdirSync(join(house, 'docs')).flatMap(name => (name.endsWith('.md') ? [`docs/${name}`] : [])))
  .concat('bench/README.md')

const rooms = ['app', 'components', 'lib', 'drizzle', 'e2e', 'bench', 'docs', '.ci']
const files = rooms
  .flatMap(room => readdirSync(join(house, room), { recursive: true, withFileTypes: true }))
  .map(entry => relative(house, join(entry.parentPath, entry.name)))

/** Code blocks are drawings and commands; what stands in backticks within a sentence is a name of ours. */
const prose = (document: string) => text(document).replaceAll(/^```[\s\S]*?^```/gm, '')

const isPath = (span: string) => rooms.includes(span.split('/')[0] ?? '') && span.includes('/') && !/[\s…]/.test(span)

/** A `*` stands for any name in one folder. */
const pattern = (path: string) =>
  new RegExp(
    `^${path
      .replace(/\/$/, '')
      .replaceAll(/[.()[\]+?^$|{}\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')}$`,
  )

const isThere = (path: string) =>
  path.includes('*') ? files.some(file => pattern(path).test(file)) : existsSync(join(house, path))

const rowsOf = (document: string) =>
  text(document)
    .split('\n')
    .filter(line => line.startsWith('|'))
    .map(line => line.split(/(?<!\\)\|/).map(cell => cell.trim()))

const quoted = (cell = '') => /^`(.*)`$/.exec(cell)?.[1]

describe.each(documents)('%s', document => {
  it('names only what is there', () => {
    const spans = [...prose(document).matchAll(/`([^`\n]+)`/g)].map(([, span]) => span!)
    expect(spans.filter(isPath).filter(path => !isThere(path))).toEqual([])
  })

  it('links and pictures lead to a file', () => {
    const targets = [...prose(document).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, target]) => target!)
    const ours = targets.filter(target => !/^[a-z]+:/.test(target))
    expect(ours.filter(target => !existsSync(join(house, dirname(document), target)))).toEqual([])
  })
})

describe('ARCHITECTURE.md', () => {
  it('quotes the lines of one verb as they stand', () => {
    const walk = rowsOf('ARCHITECTURE.md').filter(([, step]) => /^\d+ \w/.test(step ?? ''))
    expect(walk.length).toBeGreaterThan(10)
    const lost = walk.filter(([, , file, line]) => !text(quoted(file)!).includes(quoted(line)!))
    expect(lost.map(([, step, file]) => `${step}: ${file}`)).toEqual([])
  })

  it('explains every dependency, with the licence it declares', () => {
    const { dependencies, optionalDependencies, devDependencies } = JSON.parse(text('package.json'))
    const used = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies })
    const licence = (name: string): string => JSON.parse(text(`node_modules/${name}/package.json`)).license
    const explained = new Map(
      rowsOf('ARCHITECTURE.md').map(([, name = '', licence = '']) => [/^`([^`]+)`/.exec(name)?.[1], licence]),
    )
    expect(used.filter(name => explained.get(name) !== licence(name))).toEqual([])
  })
})

it('README.md lists every command there is', () => {
  const listed = rowsOf('README.md').flatMap(([, cell]) =>
    [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
  )
  const names = Object.keys(commands)
  expect(names.filter(name => !listed.some(one => one === name || one.startsWith(`${name} `)))).toEqual([])
})

it('docs/operators.md explains every variable of .env.example', () => {
  const variables = [...text('.env.example').matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name!)
  expect(variables.length).toBeGreaterThan(10)
  expect(variables.filter(name => !text('docs/operators.md').includes(`\`${name}\``))).toEqual([])
})

it('every promise of SECURITY.md names a test that proves it', () => {
  const promises = rowsOf('SECURITY.md').filter(
    ([, promise, proof]) => promise && proof && !/^-|^promise$/.test(promise),
  )
  expect(promises.length).toBeGreaterThan(20)
  expect(promises.filter(([, , proof]) => !/`(lib|e2e)\/[^`]+\.(test|spec)\.ts`/.test(proof ?? ''))).toEqual([])
})
