import { ask, confirm, copyOf } from './ask.ts'
import { beOfficer, prepareAndRelease, until } from './desk.ts'
import { look } from './look.ts'
import { expect, test } from './story.ts'

/** He and his sister have one telephone and one line between them. */
const brother = 'cormac.tarrantine@example.org'
const sister = 'aoife.tarrantine@example.org'

test('two share a telephone: an officer looks at what it leads to, one by one, at what hangs on it, and the copy holds what they said is his', async ({
  page,
  portal,
  open,
}) => {
  const person = await open({ javaScriptEnabled: false })
  await ask(person, { address: brother })
  const ref = await confirm(person, portal, brother)

  await beOfficer(page)
  await until(page, `/admin/requests/${ref}`, /candidates? may be theirs/)
  await page.getByRole('link', { name: 'Look at each one' }).click()
  await expect(page.getByText('It carries another e-mail address.').first()).toBeVisible()

  await page
    .getByRole('link', { name: /Look and decide.*Forms you sent us/ })
    .first()
    .click()
  await expect(page.getByText(sister).first()).toBeVisible()
  await page.getByRole('button', { name: 'Decide' }).click()
  await expect(page.getByText('Say whose the records are.').first()).toBeVisible()
  await page.getByRole('radio', { name: 'The person’s' }).check()
  await page.getByLabel('Reason').fill('He called and said that his sister wrote this one for him.')
  await page.getByRole('button', { name: 'Decide' }).click()
  await expect(page.getByText('Said to be theirs.')).toBeVisible()

  await page
    .getByRole('link', { name: /Look and decide.*Your entry in our contacts/ })
    .first()
    .click()
  await page.getByRole('radio', { name: 'The person’s' }).check()
  await page.getByLabel('Reason').fill('He opened this entry in her name, and both say so.')
  await page.getByRole('button', { name: 'Decide' }).click()
  await until(page, `/admin/requests/${ref}/candidates`, 'It hangs on a record that was said to be theirs.')
  await look(page, 'en')
  const hanging = page.getByRole('region').filter({ hasText: 'Hangs on records that were said to be theirs' })
  await hanging.getByRole('link', { name: 'Look and decide' }).first().click()
  await expect(page.getByText('It hangs on a record that was said to be theirs.')).toBeVisible()
  await look(page, 'en')

  await page.goto(`/admin/requests/${ref}/candidates/rest`)
  await page.getByLabel('Reason').fill('They carry his sister’s name and address.')
  await page.getByRole('button', { name: 'Decide' }).click()
  await expect(page.getByText('Nothing is left to decide.')).toBeVisible()

  await prepareAndRelease(page, ref)

  await portal.mailTo(brother, ({ subject }) => subject === 'Your answer is ready')
  await person.goto(`/requests/${ref}`)
  const copy = await copyOf(person)
  expect(copy).toContain('could not be shown')
  expect(copy).toContain('belongs to a record that was added by hand as yours')
})
