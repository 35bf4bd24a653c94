import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { ask, confirm } from './ask.ts'
import { expect, test } from './story.ts'

/** Everything the pages of a PDF say, as a reader would copy it. */
async function textOf(path: string): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0 }).promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    pages.push(items.map(item => ('str' in item ? item.str : '')).join(' '))
  }
  return pages.join('\n')
}

const download = async (page: Page, name: RegExp): Promise<string> => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
  return file.path()
}

/** Goes to a page again and again until it says so; what a person without JavaScript does. */
const until = (page: Page, path: string, sign: RegExp) =>
  expect(async () => {
    await page.goto(path)
    await expect(page.getByText(sign).first()).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 60_000 })

const tellings = [
  { javaScriptEnabled: true, address: 'layla.haddad@example.org', says: '+353 20 912 1264' },
  { javaScriptEnabled: false, address: 'oisin.tiernanach@example.org', says: 'We hold nothing about you' },
]

for (const { javaScriptEnabled, address, says } of tellings) {
  test(`from the question to the opened PDF, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    page,
    portal,
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled, baseURL: baseURL! })
    const person = await context.newPage()
    await ask(person, { address })
    const ref = await confirm(person, portal, address)

    await page.goto('/demo')
    await page.getByRole('button', { name: 'Be the privacy officer' }).click()
    await until(page, `/admin/requests/${ref}`, /Read what was found\./)
    await page.getByRole('button', { name: 'Prepare the package' }).click()
    await until(page, `/admin/requests/${ref}`, /The package is built\./)
    await page.getByRole('link', { name: 'Read and release' }).first().click()
    await page.getByRole('button', { name: 'Release to the person' }).click()
    await expect(page.getByText('Released. The person was told')).toBeVisible()

    await portal.mailTo(address, ({ subject }) => subject === 'Your answer is ready')
    await person.goto(`/requests/${ref}`)
    expect(await textOf(await download(person, /to read \(PDF\)/))).toContain(says)
    const zip = await download(person, /everything \(ZIP\)/)
    const checked = await portal.dossier('package', 'verify', zip, '--json')
    expect(JSON.parse(checked)).toMatchObject({ ok: true })
    const history = await portal.dossier('history', 'verify', '--json')
    expect(JSON.parse(history)).toMatchObject({ ok: true })
    await context.close()
  })
}
