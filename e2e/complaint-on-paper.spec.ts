import { ask, confirm } from './ask.ts'
import { beOfficer, said, takeIn } from './desk.ts'
import { look } from './look.ts'
import { expect, test } from './story.ts'

const objection = 'Three weeks and not a word. I want to know why nobody answers my letter. B. Rauschenbach'
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('somebody without a mailbox complains by letter; an officer takes it in as of the day it came, and prints that it arrived', async ({
    page,
  }) => {
    await beOfficer(page)
    const ref = await takeIn(page, {
      ...{ by: 'By post', on: daysAgo(20), asked: 'Everything you have about me, please.', country: 'GB' },
      ...{ address: 'benedikt.rauschenbach@example.com', postal: 'B. Rauschenbach\n4 Sail Loft, Cork' },
    })
    await look(page, 'en')
    await page.getByRole('link', { name: 'Take in a complaint or an appeal' }).first().click()
    await expect(page.getByText('4 Sail Loft, Cork')).toBeVisible()
    await look(page, 'en')
    await page.getByLabel('On which day did it come?').fill(daysAgo(21))
    await page.getByLabel('What does the person object to?').fill(objection)
    await page.getByRole('button', { name: 'Take it in and acknowledge it' }).click()
    await expect(page.getByRole('link', { name: 'Choose how it came.' })).toBeVisible()
    await page.getByRole('radio', { name: 'By post' }).check()
    await page.getByRole('button', { name: 'Take it in and acknowledge it' }).click()
    await expect(page.getByRole('link', { name: 'This day lies before the request.' })).toBeVisible()
    await expect(page.getByLabel('What does the person object to?')).toHaveValue(objection)
    await look(page, 'en')
    await page.getByLabel('On which day did it come?').fill(daysAgo(4))
    await page.getByRole('button', { name: 'Take it in and acknowledge it' }).click()
    await said(
      page,
      'Taken in: its time runs from the day it came. The acknowledgement is written; where there is no mailbox, print and post it.',
    )
    await expect(page.getByText(/^A complaint that came by post on .+ was taken in/)).toBeVisible()

    await page.goto(`/admin/requests/${ref}/disputes`)
    await expect(page.getByText(objection)).toBeVisible()
    await expect(page.getByText(/^Acknowledged on /)).toBeVisible()
    await look(page, 'en')
    await page.getByRole('link', { name: 'Take in a complaint or an appeal' }).click()
    await expect(page.getByText('Nothing can be taken in here now')).toBeVisible()
    await look(page, 'en')
    await page.goto(`/admin/requests/${ref}/letters`)
    await expect(page.getByText('We tell you the outcome without undue delay, by post.')).toBeVisible()
  })
})

test('what somebody said at the counter is written down, and they read it in the portal, in German', async ({
  page,
  open,
  baseURL,
  portal,
}) => {
  const address = 'oksana.pidhaina@example.org'
  await ask(page, { address, country: 'GB' })
  const ref = await confirm(page, portal, address)
  const desk = await open()
  await beOfficer(desk)
  await desk.context().addCookies([{ name: 'dossier-lang', value: 'de', url: baseURL! }])
  await desk.goto(`/admin/requests/${ref}/disputes/take-in`)
  await desk.getByRole('radio', { name: 'Persönlich' }).check()
  await desk.getByLabel('An welchem Tag kam es?').fill(new Date().toISOString().slice(0, 10))
  await desk.getByLabel('Wogegen wendet sich die Person?').fill('Niemand ruft mich zurück, sagt sie.')
  await look(desk, 'de')
  await desk.getByRole('button', { name: 'Aufnehmen und bestätigen' }).click()
  await expect(desk.getByText(/^Eine Beschwerde wurde aufgenommen, eingegangen persönlich am /)).toBeVisible()
  await page.context().addCookies([{ name: 'dossier-lang', value: 'de', url: baseURL! }])
  await page.goto(`/requests/${ref}`)
  await expect(page.getByText(/^Persönlich vorgebracht am /)).toBeVisible()
  await expect(page.getByText('Niemand ruft mich zurück, sagt sie.')).toBeVisible()
  await look(page, 'de')
})
