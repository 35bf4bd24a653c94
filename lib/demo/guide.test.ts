import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { generateSite } from './generate-site.ts'
import { organisation, staff } from './organisation.ts'
import { nearMisses, people, resembles } from './people.ts'
import { siteTables } from './rows.ts'

const page = new URL('../../docs/demo.md', import.meta.url)
// The formatter pads the tables of a page; the words are what counts.
const guide = readFileSync(page, 'utf8').replace(/ +\|/g, ' |')

describe('the guide to the demo', () => {
  it('introduces every named person, every near miss and everybody at the desk by the right address', () => {
    for (const { email } of [...Object.values(people), ...Object.values(nearMisses)]) expect(guide).toContain(email)
    const lookedLike = new Set<string>(Object.values(resembles))
    for (const [who, { fullName, email }] of Object.entries(people))
      if (!lookedLike.has(who)) expect(guide).toContain(`| ${fullName} | ${email} |`)
    for (const { name, address } of staff) expect(guide).toContain(`| ${name} | ${address} |`)
    expect(guide).toContain(organisation.name)
    expect(guide).toContain(organisation.authority.url)
  })

  it('counts the rows as they are', () => {
    const { rows } = generateSite()
    for (const line of guide.split('\n').filter(one => one.startsWith('| `'))) {
      const [, tables = '', counts = ''] = line.split('|')
      const named = tables.match(/[a-z_]+/g) ?? []
      const said = counts
        .trim()
        .split(', ')
        .map(count => Number(count.replace(',', '')))
      expect(said, tables).toEqual(named.map(table => rows[table as keyof typeof rows].length))
    }
    for (const table of siteTables) expect(guide).toContain(`\`${table}\``)
  })

  it('points to files that are there', () => {
    const links = [...guide.matchAll(/\]\((\.\.[^)]+)\)/g)].map(([, path]) => path!)
    expect(links.length).toBeGreaterThan(4)
    for (const path of links) expect(existsSync(new URL(path, page)), path).toBe(true)
  })
})
