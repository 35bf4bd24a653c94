import ICAL from 'ical.js'
import { ask, confirm } from './ask.ts'
import { beOfficer } from './desk.ts'
import type { Portal } from './portal.ts'
import { expect, test } from './story.ts'

const doubt = 'Two people of this name have used this mailbox.'
const needed = 'The records of eleven systems must be told apart before we can answer.'

/** Moves the demo's time to noon of the next 31st. The last story of all, because time goes on for everybody. */
async function goToThirtyFirst(portal: Portal): Promise<void> {
  const now = new Date(await portal.advanceClock('PT1M'))
  let days = 0
  while (new Date(now.getTime() + days * 86_400_000).getUTCDate() !== 31) days++
  if (days > 0) await portal.advanceClock(`P${days}D`)
}

test('received on a 31st: asked who they are, extended, and the person sees old date, new date and reason', async ({
  page,
  portal,
  browser,
}) => {
  await goToThirtyFirst(portal)
  const address = 'gareth.pemberley@example.org'
  await ask(page, { address, country: 'GB' })
  const ref = await confirm(page, portal, address)
  const desk = await (await browser.newContext()).newPage()
  await beOfficer(desk)

  await desk.goto(`/admin/requests/${ref}/identity`)
  await expect(desk.getByText('the clock starts when the answer comes')).toBeVisible()
  await desk.getByRole('radio', { name: 'They show it to an officer' }).check()
  await desk.getByLabel('Why is the mailbox not enough?').fill(doubt)
  await desk.getByRole('button', { name: 'Ask the person' }).click()
  await expect(desk.getByText('The person has been asked.')).toBeVisible()
  await page.goto(`/requests/${ref}`)
  await expect(page.getByText(doubt)).toBeVisible()

  await desk.goto(`/admin/requests/${ref}/identity`)
  await expect(desk.getByText('Proof was asked for (level L2) and has not been given')).toBeVisible()
  await desk.getByRole('radio', { name: 'In person' }).check()
  await desk.getByRole('radio', { name: 'L2: two facts' }).check()
  await desk.getByLabel('Why?').fill('She came to the counter, and we knew her from before.')
  await desk.getByRole('button', { name: 'Decide' }).click()
  await expect(desk.getByText('Your decision stands.')).toBeVisible()
  await expect(desk.getByRole('button', { name: 'Ask the person' })).toBeVisible()

  await desk.goto(`/admin/requests/${ref}/extend`)
  await desk.getByRole('radio', { name: 'The request is complex' }).check()
  await desk.getByLabel('Your reason').fill(needed)
  await desk.getByRole('button', { name: /^Extend to / }).click()
  await expect(desk).toHaveURL(/done=extended/)
  await expect(desk.getByRole('table', { name: 'What the law wants, and by when' })).toContainText('Answer')

  await page.goto(`/requests/${ref}`)
  await expect(page.getByText(/we told you that we need more time\. The day moved from .+ to .+;/)).toBeVisible()
  await expect(page.getByText(needed)).toBeVisible()
  await expect(page.getByText(/Received .* 31 .* · One month ends/).first()).toBeVisible()
})

test('an officer subscribes to the duties in a calendar, and the address stops when it is revoked', async ({
  page,
  request,
}) => {
  await beOfficer(page)
  await page.goto('/admin/calendar')
  await page.getByRole('button', { name: 'Make a subscription' }).click()
  const address = (await page.locator('code').first().textContent())!
  const path = new URL(address).pathname
  const answered = await request.get(path)
  expect(answered.headers()['content-type']).toBe('text/calendar; charset=utf-8')
  const calendar = new ICAL.Component(ICAL.parse(await answered.text()))
  const entries = calendar.getAllSubcomponents('vevent').map(one => new ICAL.Event(one))
  expect(entries.length).toBeGreaterThan(0)
  for (const entry of entries) expect(entry.summary).toMatch(/^D-[0-9A-Z]{4}-[0-9A-Z]{4}: /)
  expect(await answered.text()).not.toContain('example.org')

  await page.goto('/admin/calendar')
  await expect(page.locator('code')).toHaveCount(0)
  await page.getByRole('button', { name: 'Revoke the subscription' }).click()
  await expect(page.getByText('Revoked. The address answers nobody any more.')).toBeVisible()
  expect((await request.get(path)).status()).toBe(404)
})
