import { hasAsked, letterOn } from './ask.ts'
import { beOfficer, beStaff, close, refIn, said } from './desk.ts'
import { look } from './look.ts'
import { expect, test } from './story.ts'
import { browsers } from './words.ts'

const tellings = [
  {
    language: 'en',
    address: 'ottoline.ferncastle@example.org',
    country: 'IE',
    viewport: { width: 1280, height: 900 },
    reason: 'You had the same copy three weeks ago, and nothing has changed since.',
    anew: 'You showed us that the copy of October never reached you.',
    home: 'Data Protection Commission',
  },
  {
    language: 'de',
    address: 'annegret.falkenroth@example.org',
    country: 'DE',
    viewport: { width: 360, height: 740 },
    reason: 'Sie haben dieselbe Kopie vor drei Wochen erhalten, und seither hat sich nichts geändert.',
    anew: 'Sie haben uns gezeigt, dass die Kopie vom Oktober Sie nie erreicht hat.',
    home: 'Bundesbeauftragte für den Datenschutz und die Informationsfreiheit (BfDI)',
  },
] as const

for (const { language, address, country, viewport, reason, anew, home } of tellings) {
  test(`an officer refuses in full, closes and takes up again; the person reads why, and whom to turn to (${language})`, async ({
    open,
    portal,
  }) => {
    const { say, person, ref } = await hasAsked(open, portal, { language, address, country, viewport })

    const desk = await open(browsers[language])
    await beOfficer(desk, say)
    await desk.goto(`/admin/requests/${ref}`)
    await desk.getByRole('link', { name: say('officer.moves.names.refuse'), exact: true }).click()
    await desk.getByRole('radio', { name: say('officer.forms.refuse.grounds.excessive.label') }).check()
    await desk.getByLabel(say('officer.forms.refuse.reason')).fill(reason)
    await desk.getByRole('button', { name: say('letters.draft.read') }).click()
    await expect(desk.getByText(say('letters.draft.title'))).toBeVisible()
    await expect(desk.getByText(home).first()).toBeVisible()
    await look(desk, language)
    await desk.getByRole('button', { name: say('officer.refuse.submit') }).click()
    await said(desk, say('officer.done.refused'))

    const { text } = await portal.mailTo(address, mail => mail.subject === say('mail.letters.request-refused.subject'))
    expect(text).not.toContain(reason)
    await person.goto(`/requests/${ref}`)
    await expect(person.getByText(say('person.request.says.refused'))).toBeVisible()
    const letter = letterOn(person, say('mail.portal.request-refused.subject'))
    const saysNo = [say('mail.portal.request-refused.what', { ground: 'excessive' }), reason]
    const whereToTurn = [
      say('mail.remedies.heading'),
      'Data Protection Commission',
      home,
      say('mail.remedies.eu_gdpr.court'),
    ]
    for (const sentence of [...saysNo, ...whereToTurn]) await expect(letter).toContainText(sentence)
    await look(person, language)
    await letter.getByRole('link', { name: say('person.request.letters.print') }).click()
    await expect(person.getByRole('heading', { level: 1 })).toHaveText(say('mail.portal.request-refused.subject'))
    for (const sentence of [...saysNo, ...whereToTurn])
      await expect(person.getByRole('article')).toContainText(sentence)
    await look(person, language)
    await person.goto(`/requests/${ref}`)
    await person.getByRole('link', { name: say('letters.complaint.link') }).click()
    await expect(person.getByText(say('letters.complaint.lead.refused'))).toBeVisible()
    await look(person, language)

    await close(desk, ref, 'refused-excessive', say)
    await person.goto(`/requests/${ref}`)
    await expect(person.getByText(say('person.request.says.closed'))).toBeVisible()
    await expect(person.getByText(say('person.request.ended.refused-excessive'))).toBeVisible()
    await expect(letterOn(person, say('mail.portal.request-closed.subject', { ref }))).toContainText(
      say('mail.remedies.eu_gdpr.court'),
    )

    await desk.goto(`/admin/requests/${ref}`)
    await desk.getByRole('link', { name: say('officer.moves.names.reopen'), exact: true }).click()
    await desk.getByRole('radio', { name: say('officer.forms.reopen.same') }).check()
    await desk.getByLabel(say('officer.forms.reopen.reason')).fill(anew)
    await look(desk, language)
    await desk.getByRole('button', { name: say('officer.reopen.submit') }).click()
    await said(desk, say('officer.done.reopened'))
    const next = refIn(desk)
    await person.goto(`/requests/${ref}`)
    await expect(person.getByText(say('dialogue.successor'))).toBeVisible()
    await look(person, language)
    await person.getByRole('link', { name: next }).click()
    await expect(person.getByRole('heading', { level: 1 })).toHaveText(say('person.request.title', { ref: next }))
    await expect(letterOn(person, say('mail.portal.request-reopened.subject'))).toContainText(anew)

    const audit = await open(browsers[language])
    await beStaff(audit, 'auditor', say)
    await audit.goto(`/audit/requests/${ref}`)
    await audit.getByRole('link', { name: say('record.link') }).click()
    await expect(audit.getByRole('heading', { level: 1 })).toHaveText(say('record.title', { ref }))
    const record = audit.getByRole('main')
    for (const step of [
      say('history.events.request-refused', { ground: say('history.ground.excessive') }),
      say('history.events.request-closed', { outcome: say('history.outcome.refused-excessive') }),
      say('history.events.request-reopened', { successor: next, extent: 'same' }),
    ])
      await expect(record).toContainText(step)
    for (const secret of [address, reason, anew]) await expect(record).not.toContainText(secret)
    await look(audit, language)
  })
}
