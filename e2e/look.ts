import type { Page } from '@playwright/test'
import { expect } from './story.ts'
import { stumblingBlocks } from './stumbling-blocks.ts'
import type { Language } from './words.ts'

/** Where to put a picture of each page that is looked at, on a phone and at a desk: for whoever changes how pages look. */
const pictures = process.env.STORIES_PICTURES
let taken = 0

/** Looks at a page as it stands: it speaks the language, is no wider than its window, and nobody stumbles over it. */
export async function look(page: Page, language: Language): Promise<void> {
  const where = new URL(page.url()).pathname
  await expect(page.locator('html'), where).toHaveAttribute('lang', new RegExp(`^${language}`))
  const { width } = page.viewportSize()!
  expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBeLessThanOrEqual(width)
  expect(await stumblingBlocks(page), where).toEqual([])
  if (pictures) await picture(page, language, where)
}

async function picture(page: Page, language: Language, where: string): Promise<void> {
  const size = page.viewportSize()!
  const name = `${String(++taken).padStart(3, '0')}-${language}${where.replace(/D-\w{4}-\w{4}|[\w-]{30,}/g, 'X').replaceAll('/', '-')}`
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    // What waits above the edge of the window would stand in the middle of the picture.
    await page.evaluate(() => scrollTo(0, 0))
    await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true })
  }
  await page.setViewportSize(size)
}
