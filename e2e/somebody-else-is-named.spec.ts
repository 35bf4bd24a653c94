import { ask, confirm, copyOf } from './ask.ts'
import { beOfficer, prepareAndRelease, until } from './desk.ts'
import { expect, test } from './story.ts'

/** She wrote a message about Philippa, who is known here. */
const author = 'dolores.boisclair@yarrowby-insurance-2.test'
const named = 'Philippa Greystone-Fell'

test('somebody else is named in a message: an officer answers, and the person reads a letter in the place of the name', async ({
  page,
  portal,
  open,
}) => {
  const person = await open({ javaScriptEnabled: false })
  await ask(person, { address: author })
  const ref = await confirm(person, portal, author)

  await beOfficer(page)
  await until(page, `/admin/requests/${ref}`, 'One place names somebody else')
  await page.getByRole('link', { name: 'Look and decide' }).click()
  await expect(page.getByText(named)).toBeVisible()
  await page.getByRole('checkbox').first().check()
  await page.getByRole('radio', { name: 'Hold them back' }).check()
  await page.getByLabel('Reason').fill('Her illness is nobody else’s business.')
  await page.getByRole('button', { name: 'Decide' }).click()
  await expect(page.getByText('Nothing is left to answer.')).toBeVisible()

  await prepareAndRelease(page, ref)

  await portal.mailTo(author, ({ subject }) => subject === 'Your answer is ready')
  await person.goto(`/requests/${ref}`)
  const copy = await copyOf(person)
  expect(copy).toContain('[Person B]')
  expect(copy).not.toContain(named)
})
