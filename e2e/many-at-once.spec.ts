import { beOfficer, takeIn } from './desk.ts'
import { expect, test } from './story.ts'

const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)

const call = { by: 'By phone', on: twoDaysAgo, asked: 'Everything you have about me, please.', country: 'IE' } as const

test('two calls are taken in with the day they came, ticked, and assigned at once', async ({ page }) => {
  await beOfficer(page)
  await page.goto('/admin/take-in')
  await page.getByLabel('What was asked?').fill('Somebody rang.')
  await page.getByRole('button', { name: 'Take it in' }).click()
  await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeVisible()
  await expect(page.getByLabel('What was asked?')).toHaveValue('Somebody rang.')

  const refs = [
    await takeIn(page, { ...call, address: 'ouyang.xiaoming@example.com' }),
    await takeIn(page, { ...call, address: 'sinead.marchbank@example.org' }),
  ]
  await expect(page.getByText('by phone').first()).toBeVisible()
  await page.goto('/admin?show=person')
  await page.getByRole('button', { name: 'Assign…' }).click()
  await expect(page.getByText('No request was ticked')).toBeVisible()
  await page.goto('/admin?show=person')
  for (const ref of refs) await page.getByRole('checkbox', { name: ref }).check()
  await page.getByRole('button', { name: 'Assign…' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Assign 2 requests')
  await page.getByLabel('Assign to').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Assign 2 requests' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 assigned, 0 not')

  await page.goto(`/admin/bulk?do=close&${refs.map(ref => `ref=${ref}`).join('&')}`)
  await expect(page.getByText('still open: cannot be closed')).toHaveCount(2)
})
