import { copyFile, readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { Browser } from '@playwright/test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { ask, confirm, download } from './ask.ts'
import { beOfficer, prepareAndRelease } from './desk.ts'
import { expect, test } from './story.ts'
import { stumblingBlocks } from './stumbling-blocks.ts'

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

/** The page of the answer, from a disk and without a network: it asks for nothing, and nobody stumbles over it. */
async function opensOffline(browser: Browser, path: string, says: string): Promise<void> {
  const file = `${path}.html`
  await copyFile(path, file)
  // Its own policy would keep axe out.
  const context = await browser.newContext({ offline: true, bypassCSP: true, viewport: { width: 360, height: 800 } })
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', request => asked.push(request.url()))
  await page.goto(pathToFileURL(file).href)
  await expect(page.getByText(says).first()).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  expect(await stumblingBlocks(page)).toEqual([])
  expect(asked).toEqual([pathToFileURL(file).href])
  await context.close()
}

const tellings = [
  { javaScriptEnabled: true, address: 'layla.haddad@example.org', says: 'Works Council Member' },
  { javaScriptEnabled: false, address: 'oisin.tiernanach@example.org', says: 'We hold nothing about you' },
]

for (const { javaScriptEnabled, address, says } of tellings) {
  test(`from the question to the opened PDF, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    page,
    portal,
    browser,
    open,
  }) => {
    const person = await open({ javaScriptEnabled })
    await ask(person, { address })
    const ref = await confirm(person, portal, address)

    await beOfficer(page)
    await prepareAndRelease(page, ref)

    await portal.mailTo(address, ({ subject }) => subject === 'Your answer is ready')
    await person.goto(`/requests/${ref}`)
    expect(await textOf(await download(person, /to read \(PDF\)/))).toContain(says)
    await opensOffline(browser, await download(person, /as a page for your browser \(HTML\)/), says)
    const zip = await download(person, /everything \(ZIP\)/)
    const checked = await portal.dossier('package', 'verify', zip, '--json')
    expect(JSON.parse(checked)).toMatchObject({ ok: true })
    const history = await portal.dossier('history', 'verify', '--json')
    expect(JSON.parse(history)).toMatchObject({ ok: true })
  })
}
