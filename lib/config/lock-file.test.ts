import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Locked = { version?: string; dependencies?: Names; optionalDependencies?: Names }
type Names = { [name: string]: string }

const { packages } = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  packages: { [path: string]: Locked }
}

/** As Node looks for a package: in the folder of whoever asks, then in each one above. */
function isLocked(from: string, name: string): boolean {
  if (`${from ? `${from}/` : ''}node_modules/${name}` in packages) return true
  return from !== '' && isLocked(from.slice(0, Math.max(0, from.lastIndexOf('node_modules/') - 1)), name)
}

test('the lock file names every package and every build for another system: npm ci refuses one that leaves any out', () => {
  const missing = Object.entries(packages).flatMap(([from, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).filter(name => !isLocked(from, name)),
  )
  expect(missing).toEqual([])
})
