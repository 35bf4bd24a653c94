import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Found = { id: string; nodes: string[] }

/** What a screen reader, a magnifier or weak eyes would stumble over: WCAG 2.2 A and AA, or these rules of axe alone. */
export async function stumblingBlocks(page: Page, rules?: readonly string[]): Promise<Found[]> {
  await page.evaluate(axe)
  return page.evaluate(async only => {
    const { axe } = globalThis as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const runOnly = only ? { type: 'rule', values: only } : { type: 'tag', values: tags }
    // Nothing is said of what passed, no style sheet is fetched anew, and no page has a frame.
    const { violations } = await axe.run({ runOnly, resultTypes: ['violations'], preload: false, iframes: false })
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 160)) }))
  }, rules)
}
