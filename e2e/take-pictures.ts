import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Browser, chromium, expect, type Page } from '@playwright/test'
import { ask, confirm } from './ask.ts'
import { beOfficer, prepareAndRelease, until } from './desk.ts'
import { findChromium } from './find-chromium.ts'
import { portalAt } from './portal.ts'

/**
 * Takes the pictures of the README from a demo that was just started: `tsx e2e/take-pictures.ts http://127.0.0.1:3000`, with the
 * `DOSSIER_DATA` of that demo. Pages of the PDF need poppler-utils. Numbers in the README's words are then those in the pictures.
 */
const [address = 'http://127.0.0.1:3000'] = process.argv.slice(2)
const folder = new URL('../docs/pictures/', import.meta.url).pathname
const portal = portalAt(address)
const run = promisify(execFile)

const katharina = 'katharina.voss@example.org'

const take = async (page: Page, name: string) => {
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: `${folder}${name}.png` })
}

async function pageOf(browser: Browser, viewport: { width: number; height: number }, deviceScaleFactor = 1) {
  const context = await browser.newContext({ viewport, deviceScaleFactor, baseURL: address, locale: 'en-IE' })
  return context.newPage()
}

const phoneOf = (browser: Browser) => pageOf(browser, { width: 390, height: 844 }, 2)

/** Others whose requests stand in the work list. */
async function othersAsk(browser: Browser): Promise<string[]> {
  const refs: string[] = []
  for (const other of ['declan.fairweather@example.org', 'asha.kulkarni@example.org']) {
    const page = await phoneOf(browser)
    await ask(page, { address: other })
    refs.push(await confirm(page, portal, other))
    await page.context().close()
  }
  return refs
}

async function askWithPictures(page: Page): Promise<string> {
  await page.goto('/')
  await take(page, 'person-start')
  const check = () => take(page, 'person-check')
  await ask(page, { address: katharina, country: 'DE', message: 'The demonstration in spring.', check })
  return confirm(page, portal, katharina)
}

async function extendWithPicture(page: Page, ref: string): Promise<void> {
  await page.goto(`/admin/requests/${ref}/extend`)
  await page.getByRole('radio', { name: 'The request is complex' }).check()
  await page.getByLabel('Your reason').fill('The records of eleven systems must be told apart before we can answer.')
  await take(page, 'officer-extend')
  await page.getByRole('button', { name: /^Extend to / }).click()
  await expect(page.getByText('The time was extended and the person told.')).toBeVisible()
}

async function pagesOfPdf(person: Page): Promise<void> {
  const [file] = await Promise.all([
    person.waitForEvent('download'),
    person.getByRole('link', { name: /PDF/ }).first().click(),
  ])
  const path = await file.path()
  const draw = (page: number, name: string) =>
    run('pdftoppm', ['-png', '-r', '60', '-f', `${page}`, '-l', `${page}`, '-singlefile', path, `${folder}${name}`])
  await draw(1, 'copy-cover')
  for (let page = 2; page < 12; page++) {
    const { stdout } = await run('pdftotext', ['-f', `${page}`, '-l', `${page}`, path, '-'])
    if (stdout.includes('Your entry in our contacts') && stdout.includes('Legal basis'))
      return void draw(page, 'copy-group')
  }
}

async function main(): Promise<void> {
  const executablePath = findChromium()
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath && { executablePath }) })
  const person = await phoneOf(browser)
  const desk = await pageOf(browser, { width: 1280, height: 900 })
  const ref = await askWithPictures(person)
  const [extended] = await othersAsk(browser)
  await beOfficer(desk)
  await until(desk, `/admin/requests/${ref}`, /Read what was found\./)
  await take(desk, 'officer-request')
  await until(person, `/requests/${ref}`, ref)
  await take(person, 'person-request')
  await extendWithPicture(desk, extended!)
  await prepareAndRelease(desk, ref)
  await until(person, `/requests/${ref}`, 'Your answer is ready')
  await take(person, 'person-answer')
  await pagesOfPdf(person)
  const audit = await pageOf(browser, { width: 1280, height: 900 })
  await audit.goto('/demo')
  await audit.getByRole('button', { name: 'Be the auditor' }).click()
  await expect(audit).not.toHaveURL(/demo/)
  await audit.goto(`/audit/requests/${ref}`)
  await take(audit, 'auditor-history')
  await audit.goto('/audit/integrity')
  await audit.getByText('Verify now').click()
  await expect(audit.getByText(/genuine/).first()).toBeVisible()
  await take(audit, 'auditor-integrity')
  await portal.advanceClock('P33D')
  await beOfficer(desk)
  await take(desk, 'officer-work-list')
  await browser.close()
}

await main()
