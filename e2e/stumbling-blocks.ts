import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { CDPSession, Page } from '@playwright/test'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Found = { id: string; nodes: string[] }

/**
 * What a screen reader, a magnifier or weak eyes would stumble over: WCAG 2.2 A and AA, or these rules of axe alone. Also on a page that
 * came without JavaScript.
 */
export async function stumblingBlocks(page: Page, rules?: readonly string[]): Promise<Found[]> {
  const scripts = await lendScripts(page)
  await bringAxe(page)
  const found = await page.evaluate(async only => {
    const { axe } = globalThis as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const runOnly = only ? { type: 'rule', values: only } : { type: 'tag', values: tags }
    // Nothing is said of what passed, no style sheet is fetched anew, and no page has a frame.
    const { violations } = await axe.run({ runOnly, resultTypes: ['violations'], preload: false, iframes: false })
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 160)) }))
  }, rules)
  await scripts?.send('Emulation.setScriptExecutionDisabled', { value: true })
  return found
}

/**
 * axe is half a megabyte. Sent anew it costs a page as much as all else that is asked of it, so a page that runs scripts is given it once,
 * asleep, for whatever it shows next.
 */
async function bringAxe(page: Page): Promise<void> {
  const woken = await page.evaluate(name => {
    const asleep = (globalThis as unknown as { [name: string]: (() => void) | undefined })[name]
    asleep?.()
    return asleep !== undefined
  }, asleep)
  if (woken) return
  await page.evaluate(axe)
  if (supplied.has(page)) return
  supplied.add(page)
  await page.addInitScript(`globalThis.${asleep} = () => {${axe}}`)
}

const asleep = 'axeAsleep'
const supplied = new WeakSet<Page>()

/**
 * axe waits for timers, which stand still where JavaScript is off. The page's own scripts were not run when it came, and are not now.
 * A session that has not switched them off itself cannot switch them on; one that is left takes its word with it.
 */
async function lendScripts(page: Page): Promise<CDPSession | undefined> {
  if (await page.evaluate(() => matchMedia('(scripting: enabled)').matches)) return undefined
  const known = sessions.get(page)
  const session = known ?? (await page.context().newCDPSession(page))
  sessions.set(page, session)
  for (const value of [true, false]) await session.send('Emulation.setScriptExecutionDisabled', { value })
  return session
}

const sessions = new WeakMap<Page, CDPSession>()
