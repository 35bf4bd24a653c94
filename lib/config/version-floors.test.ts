import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Below these a known hole is open: what SECURITY.md says of each stands beside it. */
const floors: { [name: string]: string } = {
  next: '16.4.6',
  react: '19.3.1',
  'next-auth': '4.24.15',
  'drizzle-orm': '0.45.4',
  nodemailer: '9.1.0',
}

const installed = (name: string): string =>
  JSON.parse(readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version

const isAtLeast = (version: string, floor: string): boolean => {
  const [a, b] = [version, floor].map(text => text.split(/[.-]/).slice(0, 3).map(Number)) as [number[], number[]]
  for (let place = 0; place < 3; place++) if (a[place] !== b[place]) return a[place]! > b[place]!
  return true
}

describe('the libraries', () => {
  it.each(Object.entries(floors))('%s is %s or newer', (name, floor) => {
    expect(isAtLeast(installed(name), floor), installed(name)).toBe(true)
  })

  it('next-auth stays on its fourth line: the fifth failed open', () => {
    expect(installed('next-auth')).toMatch(/^4\./)
  })

  it('are pinned to one version each', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    )
    const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
      ([, range]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(range)),
    )
    expect(loose).toEqual([])
  })

  it('compare versions by number, not by letter', () => {
    expect(isAtLeast('10.0.0', '9.1.0')).toBe(true)
    expect(isAtLeast('16.4.5', '16.4.6')).toBe(false)
  })
})
