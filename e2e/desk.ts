import type { Page } from '@playwright/test'
import { expect } from './story.ts'

/** Sits down at the demo's desk as its privacy officer. */
export async function beOfficer(page: Page): Promise<void> {
  await page.goto('/demo')
  await page.getByRole('button', { name: 'Be the privacy officer' }).click()
  await expect(page.getByRole('heading', { name: 'Work list' })).toBeVisible()
}

type CameIn = {
  by: 'By phone' | 'By post'
  /** The day it truly came, ISO 8601. */
  on: string
  asked: string
  address: string
  country: string
  /** Where a code goes by post, to prove them; without it a link goes to their mailbox. */
  postal?: string
}

/** Writes down what a customer asked for by another way than the portal. Gives the reference. */
export async function takeIn(page: Page, { by, on, asked, address, country, postal }: CameIn): Promise<string> {
  await page.goto('/admin/take-in')
  await page.getByRole('radio', { name: by }).check()
  await page.getByLabel('On which day did it come?').fill(on)
  await page.getByLabel('What was asked?').fill(asked)
  await page.getByLabel('E-mail address of the person').fill(address)
  await page.getByLabel('Where does the person live?').selectOption(country)
  await page.getByRole('radio', { name: 'Customer' }).check()
  await page.getByRole('radio', { name: 'English' }).check()
  await page.getByRole('radio', { name: 'The person', exact: true }).check()
  await page.getByRole('radio', { name: postal ? 'By a code sent' : 'By a link sent to this mailbox' }).check()
  if (postal) await page.getByLabel('Postal address', { exact: true }).fill(postal)
  await page.getByRole('button', { name: 'Take it in' }).click()
  await expect(page).toHaveURL(/\/admin\/requests\/D-/)
  return /D-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(page.url())![0]
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
