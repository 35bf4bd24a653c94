import type { APIRequestContext, Page } from '@playwright/test'
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { confirm, linkIn } from './ask.ts'
import { beOfficer, takeIn } from './desk.ts'
import type { Portal } from './portal.ts'
import { expect, test } from './story.ts'

/** Nobody on record: what is searched for does not matter here, what is counted does. */
const address = 'winifred.hathersage@example.org'
const why = 'She wrote to the branch in Leeds, and nobody in the Union had to do with it.'
const question = 'Do you mean the account of the shop, or the letters to the works council as well?'
const needed = 'The records of eleven systems must be told apart before we can answer.'

/**
 * A letter of a 31st has lain for three days. Gives the 31st, on whatever day the stories before came to their end. Among the last,
 * because time goes on for everybody.
 */
async function threeDaysAfterThe31st(portal: Portal): Promise<Temporal.PlainDate> {
  const now = Temporal.Instant.from(await portal.advanceClock('PT1M'))
  const today = now.toZonedDateTimeISO('Europe/Dublin').toPlainDate()
  let then = today
  while (then.subtract({ days: 3 }).day !== 31) then = then.add({ days: 1 })
  if (!then.equals(today)) await portal.advanceClock(`P${today.until(then).days}D`)
  return then.subtract({ days: 3 })
}

/** By which day the person's page says they are answered. */
async function dueOn(page: Page): Promise<Temporal.PlainDate> {
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'By when we must answer' }) })
  return Temporal.PlainDate.from((await section.locator('time').first().getAttribute('datetime'))!)
}

/** No sooner than the law's own last day, and later only where that one is no working day: never more than a long Easter. */
function isLastDay(due: Temporal.PlainDate, unrolled: Temporal.PlainDate): void {
  const days = unrolled.until(due).days
  expect([...Array(6).keys()], `${due} for ${unrolled}`).toContain(days)
}

/** A day as a page says it, "Mon 30 Nov 2026", in ISO 8601. */
const iso = (said: string): string => new Date(`${said} 00:00 UTC`).toISOString().slice(0, 10)

/** Their two hours are long over: a new link, to the page they wanted. */
async function signInAgain(page: Page, portal: Portal, ref: string): Promise<void> {
  await page.goto(`/requests/${ref}`)
  await page.getByLabel('Your e-mail address').fill(address)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await page.goto(await linkIn(portal, address, 'Your link to sign in'))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Request ${ref}`)
}

/** What a calendar that subscribed to the officer's duties reads. */
async function readFeed(request: APIRequestContext, path: string): Promise<ICAL.Event[]> {
  const answered = await request.get(path)
  expect(answered.headers()['content-type']).toBe('text/calendar; charset=utf-8')
  const text = await answered.text()
  expect(text).not.toContain('example.org')
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map(one => new ICAL.Event(one))
}

test('a letter of a 31st is taken in, asked about, answered and extended; the person and a calendar read old day, new day and reason', async ({
  page,
  portal,
  open,
  request,
}) => {
  const received = await threeDaysAfterThe31st(portal)
  const desk = await open()
  await beOfficer(desk)
  const letter = { by: 'By post', on: received.toString(), asked: 'Please send me all you hold about me.' } as const
  const ref = await takeIn(desk, { ...letter, address, country: 'GB' })
  expect(await confirm(page, portal, address)).toBe(ref)
  const proved = received.add({ days: 3 })
  await expect(page.getByText(/Received .* 31 .* · One month ends/).first()).toBeVisible()
  isLastDay(await dueOn(page), received.add({ months: 1 }))

  await desk.goto(`/admin/requests/${ref}/regime`)
  await desk.getByRole('checkbox', { name: /^EU GDPR/ }).uncheck()
  await desk.getByLabel('Your reason').fill(why)
  await desk.getByRole('button', { name: 'Change the law' }).click()
  await expect(desk).toHaveURL(/done=regime-changed/)
  await page.reload()
  isLastDay(await dueOn(page), proved.add({ months: 1 }))

  await desk.goto(`/admin/requests/${ref}/ask`)
  await expect(desk.getByText('The clock will stand still from today until the person answers')).toBeVisible()
  await desk.getByLabel('Your question').fill(question)
  await desk.getByRole('button', { name: 'Send the question' }).click()
  await expect(desk.getByText('The clock stands still since')).toBeVisible()
  await page.goto(`/requests/${ref}`)
  await expect(page.getByText('Until you answer, the time we have to answer you stands still')).toBeVisible()

  await portal.advanceClock('P5D')
  await signInAgain(page, portal, ref)
  await page.getByRole('link', { name: 'Answer the question' }).click()
  await page.getByLabel('Your answer').fill('The account of the shop is enough.')
  await page.getByRole('button', { name: 'Send the answer' }).click()
  await expect(page.getByText('Thank you. Your answer has been sent')).toBeVisible()
  await page.goto(`/requests/${ref}`)
  const was = await dueOn(page)
  isLastDay(was, proved.add({ months: 1 }).add({ days: 5 }))

  await beOfficer(desk)
  await desk.goto(`/admin/requests/${ref}/extend`)
  await desk.getByRole('radio', { name: 'The request is complex' }).check()
  await desk.getByLabel('Your reason').fill(needed)
  await desk.getByRole('button', { name: /^Extend to / }).click()
  await expect(desk).toHaveURL(/done=extended/)

  await page.goto(`/requests/${ref}`)
  const due = await dueOn(page)
  isLastDay(due, proved.add({ months: 3 }).add({ days: 5 }))
  const moved = page.getByText(/we told you that we need more time\. The day moved from/)
  const [, from, to] = /moved from (.+) to (.+);/.exec((await moved.textContent())!)!
  expect([iso(from!), iso(to!)]).toEqual([was.toString(), due.toString()])
  await expect(page.getByText(needed)).toBeVisible()
  const oneLine = page.getByText(/^Received .* 31 .* · Extended: three months from the start of the clock/).first()
  await expect(oneLine).toContainText('came on')
  await expect(oneLine).toContainText('The clock stood still for 5 days (clarification asked for on')

  await desk.goto('/admin/calendar')
  await desk.getByRole('button', { name: 'Make a subscription' }).click()
  const { pathname } = new URL((await desk.locator('code').first().textContent())!)
  const entries = await readFeed(request, pathname)
  for (const entry of entries) expect(entry.summary).toMatch(/^D-[0-9A-Z]{4}-[0-9A-Z]{4}: /)
  // In the language of whoever subscribed: the demo has an officer of each.
  const answer = entries.find(({ summary }) => new RegExp(`^${ref}: (answer|Antwort)`, 'i').test(summary))
  expect(answer?.startDate.toString()).toBe(due.toString())

  await desk.goto('/admin/calendar')
  await expect(desk.locator('code')).toHaveCount(0)
  await desk.getByRole('button', { name: 'Revoke the subscription' }).click()
  await expect(desk.getByText('Revoked. The address answers nobody any more.')).toBeVisible()
  expect((await request.get(pathname)).status()).toBe(404)
})
