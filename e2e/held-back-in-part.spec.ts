import { copyOf, hasAsked, letterOn } from './ask.ts'
import { beOfficer, beStaff, close, prepareAndRelease, said, until } from './desk.ts'
import { look } from './look.ts'
import { expect, test } from './story.ts'
import { browsers, withAnyNumber } from './words.ts'

const tellings = [
  {
    language: 'en',
    address: 'eleanora.quinlan@example.org',
    country: 'IE',
    viewport: { width: 360, height: 740 },
    name: 'Your name',
    reason: 'The name is that of a colleague who typed the form.',
    explanation: 'A colleague of yours filled in this form, and the name there is theirs.',
  },
  {
    language: 'de',
    address: 'nora.quinlan@example.com',
    country: 'DE',
    viewport: { width: 1280, height: 900 },
    name: 'Ihr Name',
    reason: 'Der Name ist der einer Kollegin, die das Formular ausgefüllt hat.',
    explanation: 'Eine Kollegin hat dieses Formular für Sie ausgefüllt; der Name darin ist ihrer.',
  },
] as const

for (const { language, address, country, viewport, name, reason, explanation } of tellings) {
  test(`an officer holds a value back and answers the rest; nobody deletes what was found meanwhile (${language})`, async ({
    open,
    portal,
  }) => {
    const { say, person, ref } = await hasAsked(open, portal, { language, address, country, viewport })

    const desk = await open(browsers[language])
    await beOfficer(desk, say)
    await until(desk, `/admin/requests/${ref}`, say('officer.next.review'))
    await desk.goto(`/admin/requests/${ref}/findings/site/contact`)
    await desk
      .getByRole('link', { name: `${say('officer.findings.withhold-value')} ${name}` })
      .first()
      .click()
    await desk.getByRole('radio', { name: say('officer.forms.withhold.grounds.rights-of-others.label') }).check()
    await desk.getByLabel(say('officer.forms.withhold.reason')).fill(reason)
    await look(desk, language)
    await desk.getByRole('button', { name: say('officer.withhold.submit'), exact: true }).click()
    await said(desk, say('officer.done.withheld'))
    await look(desk, language)
    await prepareAndRelease(desk, ref, { explanation, say })
    const held = withAnyNumber(say('history.events.hold-begun', { records: 97, attempt: 1 }))
    await expect(desk.getByText(held)).toBeVisible()
    await look(desk, language)

    await portal.mailTo(address, mail => mail.subject === say('mail.letters.package-released.subject'))
    await person.goto(`/requests/${ref}`)
    const letter = letterOn(person, say('mail.portal.package-released.subject'))
    for (const sentence of [
      say('mail.portal.package-released.in-part'),
      say('mail.portal.package-released.withheld.rights-of-others', { count: 1 }),
      explanation,
      say('mail.remedies.heading'),
      'Data Protection Commission',
      say('mail.remedies.eu_gdpr.court'),
    ])
      await expect(letter).toContainText(sentence)
    await look(person, language)
    const copy = await copyOf(person, say)
    expect(copy).toContain(say('package.ground.rights-of-others'))
    expect(copy).not.toContain(reason)
    await person.getByRole('link', { name: say('letters.complaint.link') }).click()
    await expect(person.getByText(say('letters.complaint.lead.withheld'))).toBeVisible()

    await close(desk, ref, 'fulfilled-part', say)
    await person.goto(`/requests/${ref}`)
    await expect(person.getByText(say('person.request.ended.fulfilled-part'))).toBeVisible()

    const audit = await open(browsers[language])
    await beStaff(audit, 'auditor', say)
    await audit.goto(`/audit/requests/${ref}/record`)
    const record = audit.getByRole('main')
    for (const step of [held, say('history.events.request-closed', { outcome: say('history.outcome.fulfilled-part') })])
      await expect(record).toContainText(step)
    for (const secret of [address, reason, explanation]) await expect(record).not.toContainText(secret)
    await look(audit, language)
  })
}
