import { ask, confirm, linkIn } from './ask.ts'
import { expect, test } from './story.ts'

test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })

test('without JavaScript a person asks, proves, follows and signs out', async ({ page, portal }) => {
  const address = 'philippa.greystone@example.org'
  await ask(page, { address, country: 'US-CA', message: 'Two lines\nof text' })
  const ref = await confirm(page, portal, address)
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('Somebody now reads what was found')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 90_000 })
  await page.getByText('How this day was reckoned').click()
  await expect(page.getByText('California (CCPA)')).toBeVisible()
  await page.goto('/requests')
  await expect(page.getByRole('link', { name: `Request ${ref}` })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto('/requests')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('See your requests')
})

test('without JavaScript a refused form keeps what was typed and says what is wrong', async ({ page }) => {
  await page.goto('/ask/address')
  await page.getByLabel('What is your e-mail address?').fill('two@example.org three@example.org')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('alert')).toContainText('contains a space')
  await expect(page.getByLabel('What is your e-mail address?')).toHaveValue('two@example.org three@example.org')
  await page.goto('/ask/check')
  await expect(page).toHaveURL(/\/ask\/address$/)
})

test('without JavaScript the demo leads to a mail and its link', async ({ page, portal }) => {
  await page.goto('/demo')
  await page.getByRole('button', { name: 'Sign in as Nora Quinlanby' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mailbox')
  await linkIn(portal, 'nora.quinlan@example.org', 'Your link to sign in')
  await page.reload()
  await page.getByRole('link', { name: 'Your link to sign in' }).first().click()
  await page.getByRole('link', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('You have not asked for anything yet')).toBeVisible()
})

test('no page is wider than a small phone', async ({ page }) => {
  for (const path of [
    '/',
    '/ask/address',
    '/ask/country',
    '/ask/relation',
    '/ask/message',
    '/sign-in',
    '/notice',
    '/demo',
  ]) {
    await page.goto(path)
    const { width } = (await page.locator('html').boundingBox())!
    expect(width, path).toBeLessThanOrEqual(360)
    expect(await page.locator('body').evaluate(body => body.scrollWidth), path).toBeLessThanOrEqual(360)
  }
})
