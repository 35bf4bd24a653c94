import type { Page } from '@playwright/test'
import { expect } from './story.ts'

/** Sits down at the demo's desk as its privacy officer. */
export async function beOfficer(page: Page): Promise<void> {
  await page.goto('/demo')
  await page.getByRole('button', { name: 'Be the privacy officer' }).click()
  await expect(page.getByRole('heading', { name: 'Work list' })).toBeVisible()
}

/** Goes to a page again and again until it says so: what somebody without JavaScript does. */
export const until = (page: Page, path: string, sign: string | RegExp) =>
  expect(async () => {
    await page.goto(path)
    await expect(page.getByText(sign).first()).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 60_000 })

/** From the search's end to the released copy, with nothing withheld. The officer reads what will be sent before it goes. */
export async function prepareAndRelease(page: Page, ref: string): Promise<void> {
  await until(page, `/admin/requests/${ref}`, /Read what was found\./)
  await page.getByRole('button', { name: 'Prepare the package' }).click()
  await until(page, `/admin/requests/${ref}`, /The package is built\./)
  await page.getByRole('link', { name: 'Read and release' }).first().click()
  await page.getByRole('button', { name: 'Release to the person' }).click()
  await expect(page.getByText('Released. The person was told')).toBeVisible()
}
