import { hasAsked, letterOn } from './ask.ts'
import { beOfficer, beStaff, close } from './desk.ts'
import { look } from './look.ts'
import { expect, test } from './story.ts'
import { browsers } from './words.ts'

const tellings = [
  {
    language: 'en',
    address: 'barnaby.thistlewick@example.org',
    country: 'GB',
    viewport: { width: 1280, height: 900 },
  },
  {
    language: 'de',
    address: 'walburga.sonnleitner@example.org',
    country: 'AT',
    viewport: { width: 360, height: 740 },
  },
] as const

for (const { language, address, country, viewport } of tellings) {
  test(`a person takes their request back without JavaScript; desk and auditor see it, and that nothing is kept of it (${language})`, async ({
    open,
    portal,
  }) => {
    const { say, person, ref } = await hasAsked(open, portal, { language, address, country, viewport })
    await person.getByRole('link', { name: say('person.request.withdraw.link') }).click()
    await expect(person.getByRole('heading', { level: 1 })).toHaveText(say('person.withdraw.title'))
    await look(person, language)
    await person.getByRole('button', { name: say('person.withdraw.button') }).click()
    await expect(person.getByText(say('person.request.says.withdrawn'))).toBeVisible()
    await expect(letterOn(person, say('mail.portal.request-withdrawn.subject'))).toContainText(
      say('mail.portal.request-withdrawn.receipt', { ref }),
    )
    await expect(person.getByRole('link', { name: say('person.request.withdraw.link') })).toHaveCount(0)
    await look(person, language)
    await portal.mailTo(address, mail => mail.subject === say('mail.letters.request-withdrawn.subject'))
    await person.goto('/requests')
    await expect(person.getByText(say('person.requests.status.withdrawn')).first()).toBeVisible()
    await look(person, language)

    const desk = await open(browsers[language])
    await beOfficer(desk, say)
    await desk.goto(`/admin/requests/${ref}`)
    await expect(desk.getByText(say('officer.next.withdrawn'))).toBeVisible()
    await expect(desk.getByText(say('history.events.request-withdrawn'), { exact: true })).toBeVisible()
    await look(desk, language)
    await close(desk, ref, 'withdrawn', say)
    await person.goto(`/requests/${ref}`)
    await expect(person.getByText(say('person.request.ended.withdrawn'))).toBeVisible()

    const audit = await open(browsers[language])
    await beStaff(audit, 'auditor', say)
    await audit.goto(`/audit/requests/${ref}`)
    for (const step of [
      say('history.events.request-withdrawn'),
      say('history.events.request-closed', { outcome: say('history.outcome.withdrawn') }),
    ])
      await expect(audit.getByText(step).first()).toBeVisible()
    await look(audit, language)
  })
}
