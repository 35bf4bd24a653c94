import type { Page } from '@playwright/test'
import { ask, confirm } from './ask.ts'
import { beOfficer } from './desk.ts'
import { expect, test } from './story.ts'

const askFor = async (page: Page, ref: string) => {
  await expect(async () => {
    await page.goto(`/admin/requests/${ref}/identity`)
    await expect(page.getByRole('radio', { name: 'Two facts (L2)' })).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 90_000 })
  await page.getByRole('radio', { name: 'Two facts (L2)' }).check()
  await page
    .getByLabel('Why is the mailbox not enough?')
    .fill('Your copy holds payments, and others read this mailbox.')
  await page.getByRole('button', { name: 'Ask the person' }).click()
  await expect(page.getByText('The person has been asked.')).toBeVisible()
}

test.describe('on a phone without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })

  test('a person who does not know the answers is never told which was wrong; after three tries an officer decides', async ({
    page,
    open,
    portal,
  }) => {
    const address = 'declan.fairweather@example.org'
    await ask(page, { address })
    const ref = await confirm(page, portal, address)
    const desk = await open()
    await beOfficer(desk)
    await askFor(desk, ref)
    await portal.mailTo(address, ({ subject }) => subject === 'A letter about your request is waiting')

    await page.goto(`/requests/${ref}`)
    await page.getByRole('link', { name: 'Answer the questions' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Is it you?')
    await page.getByRole('button', { name: 'Send the answers' }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(page.getByText('You have 3 tries left.')).toBeVisible()
    for (const left of ['2 tries are left', 'One try is left', '']) {
      for (const field of await page.getByRole('textbox').all()) {
        const isYear = (await field.getAttribute('inputmode')) === 'numeric'
        await field.fill(isYear ? '2019' : 'Nobody 5550199')
      }
      for (const month of await page.getByLabel('Month').all()) await month.selectOption('1')
      await page.getByRole('button', { name: 'Send the answers' }).click()
      if (left) {
        await expect(page.getByRole('alert')).toContainText(left)
        await expect(page.getByRole('alert')).toContainText('We do not say which one it was')
      }
    }
    await expect(page.getByText('We cannot be sure yet')).toBeVisible()
    expect(await page.locator('body').evaluate(body => body.scrollWidth)).toBeLessThanOrEqual(360)

    await desk.goto(`/admin/requests/${ref}/identity`)
    await expect(desk.getByText('did not answer rightly in three tries')).toBeVisible()
    await desk.getByRole('radio', { name: 'We called back a number we knew before' }).check()
    await desk.getByRole('group', { name: 'How sure are you?' }).getByText('L2: two facts').click()
    await desk.getByLabel('Why?').fill('We rang the number in our contract and spoke to him.')
    await desk.getByRole('button', { name: 'Decide' }).click()
    await expect(desk.getByText('Your decision stands.')).toBeVisible()
    await expect(desk.getByText('Sure enough for everything')).toBeVisible()
  })

  test('somebody stops advertising without an account, and has a receipt', async ({ page, portal }) => {
    await page.goto('/')
    await page.getByRole('link', { name: 'No advertising' }).click()
    await page.getByLabel('Your e-mail address').fill('two words@example.org')
    await page.getByRole('button', { name: 'Stop advertising to this address' }).click()
    await expect(page.getByRole('alert')).toContainText('space')
    await page.getByLabel('Your e-mail address').fill('Noam.Barkai@example.com')
    await page.getByRole('button', { name: 'Stop advertising to this address' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Done: no more advertising')
    await expect(page.getByText(/^O-[2-9A-Z]{4}-[2-9A-Z]{4}$/)).toBeVisible()
    expect(
      JSON.parse(await portal.dossier('suppressed', '--email', 'noam.barkai@example.com', '--json')),
    ).toMatchObject({
      suppressed: true,
    })
    const link = (await portal.dossier('unsubscribe-link', 'noam.barkai@example.com')).trim()
    await page.goto(new URL(link).pathname)
    await page.getByRole('button', { name: 'Stop it' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Done: no more advertising')
  })
})

test('an admin publishes a version of the privacy notice, and everybody reads what changed', async ({ page }) => {
  await page.goto('/demo')
  await page.getByRole('button', { name: /admin/i }).click()
  await expect(page).not.toHaveURL(/\/demo$/)
  await page.goto('/admin/notices')
  await page.getByLabel('In force from').fill('2031-03-04')
  await page.getByLabel('What changed, in one sentence (English)').fill('Server notes are kept for thirty days.')
  await page.getByLabel('What changed, in one sentence (German)').fill('Vermerke des Servers bleiben dreißig Tage.')
  const text = page.getByLabel('The whole text in English')
  await text.fill((await text.inputValue()).replace('ninety days', 'thirty days'))
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('Version 4 is published.')).toBeVisible()
  await page.goto('/notice')
  await expect(page.getByText('Version 4 will be in force from 4 March 2031')).toBeVisible()
  await page.getByRole('link', { name: 'Version 4' }).click()
  await expect(page.getByText('This version is not in force yet.')).toBeVisible()
  await page.getByText('Word by word against version 3').click()
  await expect(page.locator('ins')).toContainText('thirty days')
  await expect(page.locator('del')).toContainText('ninety days')
})
