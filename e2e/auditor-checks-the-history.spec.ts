import { readFile } from 'node:fs/promises'
import { type Page, expect as see } from '@playwright/test'
import { expect, test } from './story.ts'

/** Somebody asks, so that there is something to read of. Gives what they typed, none of which an auditor may see. */
async function ask(page: Page): Promise<{ address: string; words: string }> {
  const told = { address: `quentin.${Date.now()}@example.org`, words: 'I bought a heron in a quill shop.' }
  const main = page.locator('main')
  const goOn = () => main.getByRole('button').last().click()
  await page.goto('/ask/address')
  await main.locator('[name=address]').fill(told.address)
  await goOn()
  await main.locator('[name=country]').selectOption('IE')
  await goOn()
  await main.locator('[name=relation][value=customer]').check()
  await goOn()
  await main.locator('[name=message]').fill(told.words)
  await goOn()
  await page.waitForURL('**/ask/check')
  await goOn()
  await page.waitForURL('**/ask/sent')
  return told
}

test('the auditor reads what happened, checks it, takes evidence away and changes nothing', async ({
  page,
  portal,
  browser,
}) => {
  const told = await ask(page)
  const room = await browser.newContext({ baseURL: portal.address, acceptDownloads: true })
  const auditor = await room.newPage()
  await auditor.goto('/demo')
  await auditor.locator('button[name=role][value=auditor]').click()
  await auditor.waitForURL('**/audit')

  // The newest request, without the person in it.
  const ref = (await auditor.locator('tbody a').first().textContent()) ?? ''
  expect(ref).toMatch(/^D-/)
  const path = `/audit/requests/${ref}`
  await auditor.getByRole('link', { name: ref }).click()
  await see(auditor.getByText(/Answer due/).first()).toBeVisible()
  for (const place of ['/audit', path, '/audit/integrity', '/audit/looks']) {
    await auditor.goto(place)
    const html = await auditor.content()
    expect(html).not.toContain(told.address)
    expect(html).not.toContain(told.words)
    // Language and sign-out are the only forms that post anything.
    const posting = auditor.locator('main form:not([method=get])')
    await see(posting).toHaveCount(0)
  }

  // What was looked at can be read, the auditor's own looks too.
  await auditor.goto(`/audit/looks?ref=${ref}`)
  await see(auditor.getByRole('row').filter({ hasText: ref }).filter({ hasText: 'Auditor' }).first()).toBeVisible()

  // Genuine, on the page and from the command line with the checkpoint taken away.
  await see(async () => {
    await auditor.goto('/audit/integrity')
    await see(auditor.getByRole('link', { name: 'Download the checkpoint' })).toBeVisible({ timeout: 1000 })
  }).toPass()
  await auditor.getByRole('link', { name: 'Verify now' }).click()
  await see(auditor.getByText('The history is genuine')).toBeVisible()
  const [note] = await Promise.all([
    auditor.waitForEvent('download'),
    auditor.getByRole('link', { name: 'Download the checkpoint' }).click(),
  ])
  const verdict = JSON.parse(await portal.dossier('history', 'verify', '--checkpoint', await note.path(), '--json'))
  expect(verdict).toMatchObject({ ok: true })

  // The table and the evidence.
  await auditor.goto('/audit')
  const [table] = await Promise.all([
    auditor.waitForEvent('download'),
    auditor.getByRole('link', { name: 'Download the list (CSV)' }).click(),
  ])
  const csv = await readFile(await table.path(), 'utf8')
  expect(csv.startsWith('\ufeffref,right,')).toBe(true)
  expect(csv).toContain(`\r\n${ref},access,`)
  expect(csv).not.toContain(told.address)
  const evidence = await (await auditor.request.get(`${path}/evidence.json`)).json()
  expect(evidence.proofs[0].event).toMatchObject({ type: 'request-submitted', version: 1 })

  // Nobody else has this room, and the auditor has no other.
  for (const place of ['/audit', path, '/audit/looks']) {
    await page.goto(place)
    expect(new URL(page.url()).pathname).toBe('/staff')
  }
  for (const place of ['/audit/export.csv', '/audit/integrity/checkpoint.txt', `${path}/evidence.json`])
    expect((await page.request.get(place)).status()).toBe(404)
  for (const place of ['/admin', '/admin/people', '/admin/settings'])
    expect((await auditor.request.get(place)).status()).toBe(404)
  await room.close()
})
