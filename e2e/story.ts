import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import { type Portal, portalAt } from './portal.ts'

export { expect }

/** What went wrong in the browser while a story was told. */
export type Faults = {
  /** A story that leads to a fault on purpose says so first; `pattern` is matched against the whole line. */
  allow: (pattern: RegExp) => void
  /** Another browser is held to the same. */
  watch: (context: BrowserContext) => void
}

/** Opens somebody else's browser: watched like the story's own, and shut when the story is told. */
export type Open = (options?: BrowserContextOptions) => Promise<Page>

type Fixtures = {
  portal: Portal
  faults: Faults
  open: Open
}

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
      const hold = (one: BrowserContext) => watch(one, new URL(baseURL!).origin, line => seen.push(line))
      hold(context)
      await use({ allow: pattern => allowed.push(pattern), watch: hold })
      expect(seen.filter(line => !allowed.some(pattern => pattern.test(line)))).toEqual([])
    },
    { auto: true },
  ],
  open: async ({ browser, baseURL, faults }, use) => {
    const opened: BrowserContext[] = []
    await use(async options => {
      const context = await browser.newContext({ baseURL: baseURL!, ...options })
      opened.push(context)
      faults.watch(context)
      return context.newPage()
    })
    await Promise.all(opened.map(context => context.close()))
  },
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
