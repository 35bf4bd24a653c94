import { type BrowserContext, test as base, expect } from '@playwright/test'
import { type Portal, portalAt } from './portal.ts'

export { expect }

/** What went wrong in the browser while a story was told. */
export type Faults = {
  /** A story that leads to a fault on purpose says so first; `pattern` is matched against the whole line. */
  allow: (pattern: RegExp) => void
  /** Looks at another browser too, from now on. */
  watch: (context: BrowserContext) => void
}

type Fixtures = { portal: Portal; faults: Faults }

/**
 * A story fails when the browser's console shows an error, a script throws, the server answers 5xx, or a page asks anybody but the
 * portal for anything, whatever else the story checks.
 */
export const test = base.extend<Fixtures>({
  portal: async ({ baseURL }, use) => use(portalAt(baseURL!)),
  faults: [
    async ({ context, baseURL }, use) => {
      const seen: string[] = []
      const allowed: RegExp[] = []
      const look = (one: BrowserContext) => watch(one, new URL(baseURL!).origin, line => seen.push(line))
      look(context)
      await use({ allow: pattern => allowed.push(pattern), watch: look })
      expect(seen.filter(line => !allowed.some(pattern => pattern.test(line)))).toEqual([])
    },
    { auto: true },
  ],
})

function watch(context: BrowserContext, origin: string, tell: (line: string) => void): void {
  context.on('console', message => {
    if (message.type() === 'error') tell(`console: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', fault => tell(`script: ${fault.error().message}`))
  context.on('response', response => {
    if (response.status() >= 500) tell(`answer: ${response.status()} ${response.url()}`)
  })
  context.on('request', request => {
    const url = new URL(request.url())
    if (/^https?:$/.test(url.protocol) && url.origin !== origin) tell(`foreign request: ${url.origin}`)
  })
}
