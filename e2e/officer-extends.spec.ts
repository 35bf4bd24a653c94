import type { Page } from '@playwright/test'
import { ask, confirm } from './ask.ts'
import { beOfficer, findByAddress, until } from './desk.ts'
import type { Portal } from './portal.ts'
import { expect, test } from './story.ts'

const reason = 'The records of eleven systems must be told apart before we can answer.'

/** A person asks for their copy and confirms their mailbox; gives nothing, as they get nothing before. */
async function askAndConfirm(page: Page, portal: Portal, address: string): Promise<void> {
  await ask(page, { address, message: 'The call in March, please.' })
  await confirm(page, portal, address)
}

/** Somebody else in each story: the newest mail to an address is then the one the story waits for. */
const tellings = [
  { javaScriptEnabled: true, extended: 'asha.kulkarni@example.org', released: 'philippa.greystone@example.org' },
  { javaScriptEnabled: false, extended: 'katharina.voss@example.org', released: 'aoife.tarrantine@example.org' },
]

for (const { javaScriptEnabled, ...people } of tellings) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('an officer extends the time once; the person is told, and a reason too short is said and kept', async ({
      page,
      portal,
    }) => {
      const address = people.extended
      await askAndConfirm(page, portal, address)
      await beOfficer(page)
      const ref = await findByAddress(page, address)
      await page.goto(`/admin/requests/${ref}/extend`)
      await page.getByRole('radio', { name: 'The request is complex' }).check()
      await page.getByLabel('Your reason').fill('too short')
      await page.getByRole('button', { name: /^Extend to / }).click()
      await expect(page.getByRole('link', { name: 'Give a reason of at least 20 characters.' })).toBeVisible()
      await expect(page.getByLabel('Your reason')).toHaveValue('too short')
      await expect(page.getByRole('radio', { name: 'The request is complex' })).toBeChecked()

      await page.getByLabel('Your reason').fill(reason)
      await page.getByRole('button', { name: /^Extend to / }).click()
      await expect(page).toHaveURL(`/admin/requests/${ref}?done=extended`)
      await expect(page.getByText('The time was extended and the person told.')).toBeVisible()
      await expect(page.getByText(reason).first()).toBeVisible()
      expect((await portal.mailTo(address, ({ text }) => /more time/i.test(text))).text).not.toContain(reason)

      await page.goto(`/admin/requests/${ref}/extend`)
      await expect(page.getByText('it cannot be extended again')).toBeVisible()
      await expect(page.getByRole('button', { name: /^Extend to / })).toHaveCount(0)
    })

    test('an officer reads, withholds a value, prepares, reads what will be sent, and releases it', async ({
      page,
      portal,
    }) => {
      const address = people.released
      await askAndConfirm(page, portal, address)
      await beOfficer(page)
      const ref = await findByAddress(page, address)
      await until(page, `/admin/requests/${ref}`, 'Read what was found.')
      await page.goto(`/admin/requests/${ref}/findings/site/contact`)
      await page.getByRole('link', { name: 'Withhold Your name' }).click()
      await page.getByRole('radio', { name: 'Rights of other people' }).check()
      await page.getByLabel('Your reason').fill('The name is that of a colleague of the person.')
      await page.getByRole('button', { name: 'Withhold' }).click()
      await expect(page.getByText('Withheld: rights of other people')).toBeVisible()
      expect(page.url()).not.toContain('example')

      await page.goto(`/admin/requests/${ref}`)
      await page.getByRole('button', { name: 'Prepare the package' }).click()
      await expect(page).toHaveURL(/done=prepared/)
      await until(page, `/admin/requests/${ref}`, 'The package is built.')
      await page.getByRole('link', { name: 'Read and release' }).first().click()
      await expect(page.getByText('One withholding is marked in it')).toBeVisible()
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'dossier.json' }).click(),
      ])
      expect(file.suggestedFilename()).toBe(`${ref}-dossier.json`)
      await page.getByRole('button', { name: 'Release to the person' }).click()
      await expect(page).toHaveURL(`/admin/requests/${ref}?done=released`)
      await expect(page.getByText('Released. The person was told')).toBeVisible()
    })
  })
}
