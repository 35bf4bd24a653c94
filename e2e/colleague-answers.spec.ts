import type { Page } from '@playwright/test'
import { ask, confirm } from './ask.ts'
import { beOfficer, beStaff } from './desk.ts'
import { expect, test } from './story.ts'

const fill = (page: Page, answers: { [label: string]: string }) =>
  Object.entries(answers).reduce(
    (before, [label, value]) => before.then(() => page.getByLabel(label, { exact: true }).fill(value)),
    Promise.resolve(),
  )

test.describe('on a phone without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })

  test('a colleague without an account gives what lies in a binder, and is told whose data only at the button', async ({
    page,
    open,
    portal,
  }) => {
    const admin = await open()
    await beStaff(admin, 'admin')
    await admin.goto('/admin/sources/add-owner')
    await fill(admin, {
      'Short name': 'hr-binder',
      'What it is called': 'Personnel files on paper',
      'Who is asked: e-mail address': 'hr.archive@example.org',
      'Days to answer': '9',
      'What it is kept for': 'The contract of employment',
      'On what legal basis': 'Art. 6(1)(b) GDPR',
      'Where the data comes from': 'The person and their supervisors',
    })
    await admin.getByLabel('Little: what people write on forms').check()
    await admin.getByRole('button', { name: 'Save' }).click()
    await expect(admin.getByText('Searches that begin from now on ask the person you named')).toBeVisible()

    const address = 'ciara.winterbourne@example.org'
    await ask(page, { address })
    const ref = await confirm(page, portal, address)
    const mail = await portal.mailTo('hr.archive@example.org')
    expect(mail.text).not.toContain(address)
    // Others must not wait for this colleague.
    await admin.goto('/admin/sources/hr-binder/owner')
    await admin.getByLabel('No', { exact: true }).check()
    await admin.getByRole('button', { name: 'Save' }).click()

    const link = new URL(/http:\S+\/owner\/[\w-]+/.exec(mail.text)![0]).pathname
    const phone = await open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
    await phone.goto(`${link}/answer`)
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Please look for somebody’s data')
    await expect(phone.getByText(address)).toHaveCount(0)
    await phone.getByRole('button', { name: 'Show me' }).click()
    await expect(phone.getByText(address)).toBeVisible()
    await phone.getByRole('button', { name: 'Send my answer' }).click()
    await expect(phone.getByText('Choose what you found.').first()).toBeVisible()
    await phone.getByLabel('Files to add').setInputFiles([
      { name: 'Contract 2019.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 contract') },
      { name: 'wrong.txt', mimeType: 'text/plain', buffer: Buffer.from('another person') },
    ])
    await phone.getByRole('button', { name: 'Add files' }).click()
    await expect(phone.getByText('2 files were added.')).toBeVisible()
    await phone.getByRole('form', { name: 'Remove wrong.txt' }).getByRole('button').click()
    await expect(phone.getByText('The file was removed.')).toBeVisible()
    await phone.getByLabel('I found something').check()
    await phone.getByLabel('Note').fill('One contract; nothing else bears the name.')
    expect(await phone.locator('body').evaluate(body => body.scrollWidth)).toBeLessThanOrEqual(360)
    await phone.getByRole('button', { name: 'Send my answer' }).click()
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Thank you')
    await phone.goto(link)
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText('This question is no longer open')

    const desk = await open()
    await beOfficer(desk)
    await expect(async () => {
      await desk.goto(`/admin/requests/${ref}/findings/hr-binder/answer`)
      await expect(desk.getByText('files/hr-binder-01-Contract-2019.pdf')).toBeVisible({ timeout: 500 })
    }).toPass({ timeout: 90_000 })
    await desk.goto(`/admin/requests/${ref}/owners/hr-binder`)
    const [saved] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('link', { name: 'Save Contract 2019.pdf' }).click(),
    ])
    expect(saved.suggestedFilename()).toBe(`${ref}-01-Contract-2019.pdf`)
  })
})

test('an officer looks for one address without a request; an admin is told line by line what is wrong with a map', async ({
  open,
}) => {
  const desk = await open()
  await beOfficer(desk)
  await desk.goto('/admin/sources/try')
  await desk.getByLabel('E-mail address').fill('Layla.Haddad@example.org')
  await desk.getByLabel('What for').fill('Checking the map with our own test customer.')
  await desk.getByRole('button', { name: 'Look' }).click()
  await expect(desk.getByRole('heading', { name: 'What was found' })).toBeVisible()
  await expect(
    desk.getByText(/^\d+ records were found in \d+ collections; 13 collections were looked through\.$/),
  ).toBeVisible()

  const admin = await open()
  await beStaff(admin, 'admin')
  await admin.goto('/admin/sources/site')
  await admin.getByRole('button', { name: 'Test now' }).click()
  // An earlier test may have passed already: this one has been asked for when the page comes back.
  await expect(admin).toHaveURL(/#test$/)
  await expect(admin.getByText('The last test passed')).toBeVisible({ timeout: 90_000 })
  await expect(admin.getByText(/^(\d+) of \1 tables, \d+ columns$/)).toBeVisible()
  await admin.getByRole('link', { name: 'Data map' }).click()
  const map = admin.getByLabel('The map', { exact: true })
  const wrong = (await map.inputValue()).replace('fides_key: site', 'fides_kee: site')
  // A page that comes to life in the middle of it takes the selection away, and the text would stand there twice.
  await expect(async () => {
    await map.fill(wrong)
    await expect(map).toHaveValue(wrong, { timeout: 500 })
  }).toPass()
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByText(/Line \d+, column \d+: The key “fides_kee” is not known here/)).toBeVisible()
  await expect(map).toHaveValue(/fides_kee: site/)
})
