import { ask, confirm, linkIn } from './ask.ts'
import { expect, test } from './story.ts'

const layla = 'layla.haddad@example.org'
const search = 'The search is done. Somebody now reads what was found'

test('a person asks, proves the mailbox, and follows the search until somebody reads it', async ({ page, portal }) => {
  await ask(page, { address: layla, message: 'ليلى\nand once under another name' })
  await expect(page.getByText(layla).first()).toBeVisible()
  const ref = await confirm(page, portal, layla)
  await expect(page.getByText(search)).toBeVisible({ timeout: 90_000 })
  await page.getByText('How this day was reckoned').click()
  await expect(page.getByText('European Union (GDPR)')).toBeVisible()
  await expect(page.getByText(/^Received /).first()).toBeVisible()
  await page.getByRole('link', { name: 'Your requests' }).click()
  await expect(page.getByRole('link', { name: `Request ${ref}` })).toBeVisible()
})

test('what was mistyped is kept and mended where it stands', async ({ page }) => {
  await page.goto('/ask/address')
  const address = page.getByLabel('What is your e-mail address?')
  await address.fill('layla haddad@example.org')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toBeFocused()
  await expect(address).toHaveValue('layla haddad@example.org')
  await expect(address).toHaveAccessibleDescription(/contains a space/)
})

test('a mistyped address is mended afterwards, and only the new link works', async ({ page, portal }) => {
  await ask(page, { address: 'leyla.haddad@example.org' })
  const wrong = await linkIn(portal, 'leyla.haddad@example.org', 'Confirm your request for your data')
  await page.getByLabel('Your e-mail address').fill('ingrid.solvangsen@example.org')
  await page.getByRole('button', { name: 'Send a new link' }).click()
  await expect(page.getByText('A new link is on its way.')).toBeVisible()
  const right = await linkIn(portal, 'ingrid.solvangsen@example.org', 'Confirm your request for your data')
  await page.goto(wrong)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link no longer works')
  await page.goto(right)
  await page.getByRole('button', { name: 'Yes, confirm my request' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Request D-/)
})

test('mail scanners open a link as often as they like; the person’s press works once', async ({
  page,
  portal,
  request,
}) => {
  const address = 'declan.fairweather@example.org'
  await ask(page, { address })
  const link = await linkIn(portal, address, 'Confirm your request for your data')
  for (let times = 0; times < 25; times++) {
    expect((await request.head(link)).status()).toBe(200)
    expect((await request.get(link)).status()).toBe(200)
  }
  await page.goto(link)
  await page.getByRole('button', { name: 'Yes, confirm my request' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Request D-/)
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link no longer works')
})

test('whoever did not ask says so, and the link is dead', async ({ page, portal }) => {
  const address = 'tadhg.mulroonan@example.org'
  await ask(page, { address })
  const link = await linkIn(portal, address, 'Confirm your request for your data')
  await page.goto(link)
  await page.getByRole('link', { name: 'Tell us that it was not you' }).click()
  await page.getByRole('button', { name: 'It was not me' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you for telling us')
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link no longer works')
})

test("another person's request is not found, whoever asks for it", async ({ page, open, portal, faults }) => {
  faults.allow(/404/)
  await ask(page, { address: 'aoife.tarrantine@example.org' })
  const ref = await confirm(page, portal, 'aoife.tarrantine@example.org')
  const other = await open()
  await other.goto(`/requests/${ref}`)
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('See your requests')
  await ask(other, { address: 'cormac.tarrantine@example.org' })
  await confirm(other, portal, 'cormac.tarrantine@example.org')
  for (const path of [`/requests/${ref}`, `/requests/${ref}/withdraw`, `/requests/${ref}/download/dossier.json`])
    expect((await other.goto(path))?.status()).toBe(404)
})

test('a request taken back ends there, and says so in a letter', async ({ page, portal }) => {
  const address = 'katharina.voss@example.org'
  await ask(page, { address, country: 'DE' })
  await confirm(page, portal, address)
  await page.getByRole('link', { name: 'Withdraw this request' }).click()
  await page.getByRole('button', { name: 'Withdraw the request' }).click()
  await expect(page.getByText('You withdrew this request. We have stopped working on it.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'You withdrew your request' })).toBeVisible()
})

test('signing out ends the session on the server too', async ({ page, portal, context }) => {
  const address = 'gareth.pemberley@example.org'
  await ask(page, { address, country: 'GB' })
  await confirm(page, portal, address)
  const kept = await context.cookies()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ask for your data')
  await context.addCookies(kept)
  await page.goto('/requests')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('See your requests')
})
