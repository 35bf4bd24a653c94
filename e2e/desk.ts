import type { Page } from '@playwright/test'
import { expect } from './story.ts'
import { english, type Words } from './words.ts'

const firstPage = { officer: /\/admin$/, admin: /\/admin/, auditor: /\/audit$/ }

/** Sits down as somebody who works at the demo's company. */
export async function beStaff(page: Page, role: keyof typeof firstPage, say: Words = english): Promise<void> {
  await page.goto('/demo')
  await page.getByRole('button', { name: say(`demo.who.staff.${role}.button`) }).click()
  await expect(page).toHaveURL(firstPage[role])
}

/** Sits down at the demo's desk as its privacy officer. */
export async function beOfficer(page: Page, say: Words = english): Promise<void> {
  await beStaff(page, 'officer', say)
  await expect(page.getByRole('heading', { name: say('officer.list.title') })).toBeVisible()
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
  return refIn(page)
}

/** What a page says of the step that led to it. */
export const said = (page: Page, sentence: string) =>
  expect(page.getByRole('status').getByText(sentence, { exact: true })).toBeVisible()

/** The reference of the request that the desk has open. */
export const refIn = (page: Page): string => /D-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(page.url())![0]

/** Opens the newest request of somebody by their address, which never reaches the address bar. Gives the reference. */
export async function findByAddress(page: Page, address: string, say: Words = english): Promise<string> {
  await page.goto('/admin')
  await page.getByLabel(say('officer.forms.find.label')).fill(address.toUpperCase())
  await page.getByRole('button', { name: say('shell.form.search') }).click()
  await expect(page).toHaveURL(/\/admin(\/requests\/D-|\?refs=D-)/)
  expect(page.url()).not.toContain('example')
  return refIn(page)
}

/** Goes to a page again and again until it says so: what somebody without JavaScript does. */
export const until = (page: Page, path: string, sign: string | RegExp) =>
  expect(async () => {
    await page.goto(path)
    await expect(page.getByText(sign).first()).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 90_000 })

type Release = {
  /** Why something is held back, in the letter. */
  explanation?: string
  say?: Words
}

/** From the search's end to the released copy. The officer reads what will be sent before it goes. */
export async function prepareAndRelease(
  page: Page,
  ref: string,
  { explanation, say = english }: Release = {},
): Promise<void> {
  await until(page, `/admin/requests/${ref}`, say('officer.next.review'))
  await page.getByRole('button', { name: say('officer.next.prepare') }).click()
  await until(page, `/admin/requests/${ref}`, say('officer.next.ready'))
  await page
    .getByRole('link', { name: say('officer.next.read-and-release') })
    .first()
    .click()
  if (explanation) await page.getByLabel(say('officer.forms.release.explanation')).fill(explanation)
  await page.getByRole('button', { name: say('officer.preview.release.submit'), exact: true }).click()
  await said(page, say('officer.done.released'))
}

/** Closes a request that has come to its end; the outcome its history tells is chosen already. */
export async function close(page: Page, ref: string, outcome: string, say: Words = english): Promise<void> {
  await page.goto(`/admin/requests/${ref}/close`)
  await expect(page.getByRole('radio', { name: say(`officer.forms.close.outcomes.${outcome}`) })).toBeChecked()
  await page.getByRole('button', { name: say('officer.close.submit'), exact: true }).click()
  await said(page, say('officer.done.closed'))
}
