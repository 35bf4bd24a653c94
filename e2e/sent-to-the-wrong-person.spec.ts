import { ask, confirm } from './ask.ts'
import { beOfficer, prepareAndRelease } from './desk.ts'
import { look } from './look.ts'
import { expect, test } from './story.ts'

test('a copy went to the wrong person: it is out of reach, the breach is decided, and the request goes on anew', async ({
  page,
  open,
  portal,
}) => {
  const address = 'robin.ohara@example.com'
  await ask(page, { address })
  const ref = await confirm(page, portal, address)
  const desk = await open()
  await beOfficer(desk)
  await prepareAndRelease(desk, ref)
  await page.goto(`/requests/${ref}`)
  const copy = (await page.getByRole('link', { name: /to read \(PDF\)/ }).getAttribute('href'))!
  expect((await page.request.get(copy)).status()).toBe(200)

  await desk.goto(`/admin/requests/${ref}/misdirected`)
  await desk.getByLabel('What happened?').fill('A colleague of the same name read the mailbox and told us.')
  await desk.getByRole('button', { name: 'Revoke the copy and record the breach' }).click()
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText(`Breach in request ${ref}`)
  expect((await page.request.get(copy)).status()).toBe(410)
  await page.goto(`/requests/${ref}`)
  await expect(page.getByText('The copy was withdrawn')).toBeVisible()

  await desk.goto('/admin/breaches')
  await desk.getByRole('link', { name: ref }).click()
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText(`Breach in request ${ref}`)
  for (const about of ['Tell the supervisory authority', 'Tell those concerned']) {
    const form = desk.getByRole('form', { name: about })
    await form.getByRole('radio', { name: 'No, it is not needed' }).check()
    await form.getByLabel('How, or why not').fill('The file was never opened, as the history of looks shows.')
    await form.getByRole('button', { name: 'Record it' }).click()
    await expect(desk.getByRole('form', { name: about })).toHaveCount(0)
  }
  await desk.getByRole('textbox').fill('Two accounts of the same name are now told apart by hand.')
  await desk.getByRole('button', { name: 'Close the record' }).click()
  await expect(desk.getByText(/^closed /).first()).toBeVisible()

  await desk.goto(`/admin/requests/${ref}/close`)
  await desk.getByRole('radio', { name: 'Answered in full' }).check()
  await desk.getByRole('form').getByRole('button').last().click()
  await expect(desk.getByText('so nobody has been answered')).toBeVisible()
  await desk.goto(`/admin/requests/${ref}`)
  await look(desk, 'en')
  await desk.getByRole('link', { name: 'Reopen' }).first().click()
  await desk.getByRole('radio', { name: 'The same: our answer was wrong or not complete' }).check()
  await desk.getByLabel('Your reason').fill('The copy went to the wrong person, so you get yours now.')
  await desk.getByRole('button', { name: 'Reopen and tell the person' }).click()
  await expect(desk).toHaveURL(/done=/)
  await page.goto(`/requests/${ref}`)
  await expect(page.getByText('This request was taken up again and goes on as')).toBeVisible()
  await desk.goto(`/admin/requests/${ref}`)
  await expect(desk.getByText('when that is answered, close this one')).toBeVisible()
})
