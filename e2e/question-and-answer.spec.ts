import { ask, confirm } from './ask.ts'
import { beOfficer } from './desk.ts'
import { expect, test } from './story.ts'

const question = 'Do you mean the whole time since 2014, or the calls about your contract?'

test.describe('on a phone without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })

  test('an officer asks what is meant and sees which law waits for it; the person answers, and both go on writing', async ({
    page,
    open,
    portal,
  }) => {
    const address = 'oksana.pidhaina@example.org'
    await ask(page, { address, country: 'GB' })
    const ref = await confirm(page, portal, address)
    const desk = await open()
    await beOfficer(desk)
    await desk.goto(`/admin/requests/${ref}/ask`)
    await expect(desk.getByText('EU GDPR: runs on, due')).toBeVisible()
    await expect(desk.getByText('UK GDPR: stands still until the answer')).toBeVisible()
    await desk.getByLabel('Your question').fill('Which?')
    await desk.getByRole('button', { name: 'Send the question' }).click()
    await expect(desk.getByRole('link', { name: /at least 20 characters/ })).toBeVisible()
    await expect(desk.getByLabel('Your question')).toHaveValue('Which?')
    await desk.getByLabel('Your question').fill(question)
    await desk.getByRole('button', { name: 'Send the question' }).click()
    await expect(desk.getByText('The person was told that a question waits.')).toBeVisible()
    await expect(desk.getByText('The clock runs on meanwhile.')).toBeVisible()

    const told = await portal.mailTo(address, ({ subject }) => subject === 'A question about your request')
    expect(told.text).not.toContain('2014')
    await page.goto(`/requests/${ref}`)
    await expect(page.getByText('This question does not change the day: our answer is due by')).toBeVisible()
    await page.getByRole('link', { name: 'Answer the question' }).click()
    await expect(page.getByText(question)).toBeVisible()
    await page.getByLabel('Your answer').fill('Only the calls. Тільки дзвінки.')
    await page.getByRole('button', { name: 'Send the answer' }).click()
    await expect(page.getByText('Thank you. Your answer has been sent')).toBeVisible()
    await page.getByLabel('Your message').fill('And the letter of May, please.')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByText('Your message has been sent.')).toBeVisible()
    const { width } = page.viewportSize()!
    expect((await page.locator('html').boundingBox())!.width).toBeLessThanOrEqual(width)

    await desk.goto(`/admin/requests/${ref}/messages`)
    await expect(desk.getByText('Only the calls. Тільки дзвінки.')).toBeVisible()
    await expect(desk.getByText('And the letter of May, please.')).toBeVisible()
    await expect(desk.getByText('The clock runs on meanwhile.')).toHaveCount(0)
    await desk.getByLabel('Message', { exact: true }).fill('It lies with the calls.')
    await desk.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(desk.getByText('Sent. The person was told that a message waits.')).toBeVisible()
    await page.goto(`/requests/${ref}/messages`)
    await expect(page.getByText('It lies with the calls.')).toBeVisible()
  })
})

test('somebody in the United Kingdom complains, in German, and reads how it was decided', async ({
  page,
  open,
  baseURL,
  portal,
}) => {
  const address = 'benedikt.rauschenbach@example.com'
  await ask(page, { address, country: 'GB' })
  const ref = await confirm(page, portal, address)
  await page.context().addCookies([{ name: 'dossier-lang', value: 'de', url: baseURL! }])
  await page.goto(`/requests/${ref}`)
  await page.getByRole('link', { name: 'Über diesen Antrag beschweren' }).click()
  await page.getByRole('textbox').fill('Sie fragen mich seit Wochen nach Dingen, die Sie schon wissen.')
  await page.getByRole('button', { name: 'Beschwerde absenden' }).click()
  await expect(page.getByText('eingegangen').first()).toBeVisible()

  const desk = await open()
  await beOfficer(desk)
  await desk.goto(`/admin/requests/${ref}/disputes`)
  await expect(desk.getByText('To be acknowledged by')).toBeVisible()
  await desk.getByRole('button', { name: 'Acknowledge the complaint' }).click()
  await expect(desk.getByText('Recorded. The person can see it.')).toBeVisible()
  await desk.goto(`/admin/requests/${ref}/disputes`)
  await expect(desk.getByText(/^Acknowledged on /)).toBeVisible()
  await desk.getByRole('radio', { name: 'Upheld in part' }).check()
  await desk.getByLabel('Your reasons').fill('You are right that one question was one too many.')
  await desk.getByRole('button', { name: 'Tell the outcome' }).click()
  await expect(desk.getByText('Recorded. The person can see it.')).toBeVisible()
  await page.goto(`/requests/${ref}`)
  await expect(page.getByText('Teilweise begründet').first()).toBeVisible()
})
