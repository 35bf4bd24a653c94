import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { ask, confirm } from './ask.ts'
import { test } from './story.ts'

mkdirSync('/tmp/owners/pic', { recursive: true })
const shoot = async (page: Page, name: string) => {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
    await page.waitForTimeout(150)
    await page.screenshot({ path: `/tmp/owners/pic/${name}-${width}.png`, fullPage: true })
    const w = await page.evaluate(() => document.documentElement.scrollWidth)
    if (w > width) console.log(`WIDE ${name} ${width}: ${w}`)
  }
}

test('pictures', async ({ browser, baseURL, portal, page }) => {
  test.setTimeout(240_000)
  const as = async (who: RegExp) => {
    const p = await (await browser.newContext({ baseURL: baseURL! })).newPage()
    await p.goto('/demo')
    await p.getByRole('button', { name: who }).click()
    await p.waitForURL(/^(?!.*\/demo$)/)
    return p
  }
  const admin = await as(/admin/i)
  await admin.goto('/admin/sources/add-owner')
  await admin.getByRole('button', { name: 'Save' }).click()
  await admin.getByText('Fill this in.').first().waitFor()
  await shoot(admin, 'add-owner-wrong')
  const fill: Record<string, string> = {
    'Short name': 'works-council',
    'What it is called': 'Files of the works council',
    'Who is asked: e-mail address': 'works.council@example.org',
    'What it is kept for': 'To represent employees',
    'On what legal basis': 'Art. 6(1)(c) GDPR',
    'Where the data comes from': 'Employees themselves',
  }
  for (const [l, v] of Object.entries(fill)) await admin.getByLabel(l, { exact: true }).fill(v)
  await admin.getByLabel('Much: money, papers, work').check()
  await admin.getByRole('button', { name: 'Save' }).click()
  await admin.getByText('Searches that begin from now on').waitFor()
  await shoot(admin, 'sources')
  const address = 'maurice.greenfield@example.org'
  await ask(page, { address })
  const ref = await confirm(page, portal, address)
  const mail = await portal.mailTo('works.council@example.org')
  const link = new URL(/http:\S+\/owner\/[\w-]+/.exec(mail.text)![0]).pathname
  const phone = await (await browser.newContext({ baseURL: baseURL! })).newPage()
  await phone.goto(link)
  await shoot(phone, 'owner-link')
  await phone.getByRole('button', { name: 'Show me' }).click()
  await phone.getByText(address).waitFor()
  await phone.getByLabel('Files to add').setInputFiles([
    { name: 'A very long name of a scanned document about the contract of employment 2019-2024 (signed).pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(1234567) },
    { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('x') },
  ])
  await phone.getByRole('button', { name: 'Add files' }).click()
  await phone.getByText('2 files were added.').waitFor()
  await phone.getByRole('button', { name: 'Send my answer' }).click()
  await phone.getByText('Choose what you found.').first().waitFor()
  await shoot(phone, 'owner-answer')
  const desk = await as(/officer/i)
  await desk.goto(`/admin/requests/${ref}`)
  await shoot(desk, 'request')
  await desk.goto(`/admin/requests/${ref}/owners/works-council`)
  await shoot(desk, 'desk-owner')
  await desk.goto('/admin/sources/try')
  await desk.getByLabel('E-mail address').fill('layla.haddad@example.com')
  await desk.getByLabel('What for').fill('Checking the map with our own test customer.')
  await desk.getByRole('button', { name: 'Look' }).click()
  await desk.getByRole('heading', { name: 'What was found' }).waitFor({ timeout: 60_000 })
  await shoot(desk, 'try')
  await admin.goto('/admin/sources/site')
  await admin.getByRole('button', { name: 'Test now' }).click()
  await admin.getByText('The last test passed').waitFor({ timeout: 30_000 })
  await shoot(admin, 'source-site')
  await admin.goto('/admin')
  await shoot(admin, 'desk-alarm')
  await admin.goto('/admin/sources/site/map')
  const map = admin.getByLabel('The map', { exact: true })
  await map.fill((await map.inputValue()).replace('fides_key: site', 'fides_kee: site').replace(/legal_basis/g, 'legal_bases'))
  await admin.getByRole('button', { name: 'Save' }).click()
  await admin.getByText(/Line \d+/).first().waitFor()
  await shoot(admin, 'map-wrong')
})
