import type { Page } from '@playwright/test'
import type { Portal } from './portal.ts'
import { expect } from './story.ts'

type Asking = {
  address: string
  country?: string
  message?: string
  /** Looks at the answers before they are sent. */
  check?: () => Promise<void>
}

/** Answers one question a page, up to "check your answers". Works with and without JavaScript, because it only reads and presses. */
export async function answerAll(page: Page, { address, country = 'IE', message = '' }: Asking): Promise<void> {
  await page.goto('/')
  await page.getByRole('link', { name: 'Ask for your data' }).click()
  await page.getByLabel('What is your e-mail address?').fill(address)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Where do you live?').selectOption(country)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('I asked for a demonstration, a download or an offer').check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Is there anything else we should know?').fill(message)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your answers')
}

/** Asks, up to "check your mail". */
export async function ask(page: Page, { check, ...asking }: Asking): Promise<void> {
  await answerAll(page, asking)
  await check?.()
  await page.getByRole('button', { name: 'Send the request' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your mail')
}

/** Mails whose link a story has had: another story about the same person waits for a mail of its own. */
const followed = new Set<string>()

/** The path of the link that the newest such mail carries. */
export async function linkIn(portal: Portal, address: string, subject: string): Promise<string> {
  const mail = await portal.mailTo(address, one => one.subject === subject && !followed.has(one.messageId))
  followed.add(mail.messageId)
  const link = /http:\S+(\/verify\/[\w-]+)(?!\S)/.exec(mail.text)
  if (!link) throw new Error(`No link in: ${mail.text}`)
  return link[1]!
}

/** Follows the link and presses its button; gives the reference of the request. */
export async function confirm(page: Page, portal: Portal, address: string): Promise<string> {
  await page.goto(await linkIn(portal, address, 'Confirm your request for your data'))
  await page.getByRole('button', { name: 'Yes, confirm my request' }).click()
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(/^Request D-/)
  return ((await heading.textContent()) ?? '').replace('Request ', '')
}
