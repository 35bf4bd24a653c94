import { ask, confirm } from './ask.ts'
import { beOfficer, beStaff, close, findByAddress, said, until } from './desk.ts'
import { look } from './look.ts'
import type { Portal } from './portal.ts'
import { expect, test } from './story.ts'
import { browsers, withAnyNumber, wordsIn } from './words.ts'

const tellings = [
  {
    language: 'en',
    silent: 'percival.hollowmere@example.org',
    closed: 'li_wei@example.org',
    country: 'IE',
    viewport: { width: 360, height: 740 },
    reason: 'You had the same copy three weeks ago, and nothing has changed since.',
  },
  {
    language: 'de',
    silent: 'roswitha.kirchhainer@example.org',
    closed: 'ivo%berg@example.com',
    country: 'DE',
    viewport: { width: 1280, height: 900 },
    reason: 'Sie haben dieselbe Kopie vor drei Wochen erhalten, und seither hat sich nichts geändert.',
  },
] as const

/** How many requests keep rows of the contacts from being deleted. */
async function holding(portal: Portal): Promise<number> {
  const { collections } = JSON.parse(await portal.dossier('holds', '--source', 'site', '--json')) as {
    collections: { collection: string; requests: number }[]
  }
  return collections.find(({ collection }) => collection === 'contact')?.requests ?? 0
}

/** All that time alone brings about. Told once for both languages, and late: time goes on for everybody. */
test('a request that nobody confirms lapses with its notice; what a closed one kept from deletion may be deleted again', async ({
  open,
  portal,
}) => {
  const known: { silent: string; closed: string }[] = []
  for (const { language, silent, closed, country, viewport, reason } of tellings) {
    const say = wordsIn(language)
    const person = await open({ ...browsers[language], javaScriptEnabled: false, viewport })
    await ask(person, { address: silent, country, say })
    await ask(person, { address: closed, country, say })
    const ref = await confirm(person, portal, closed, say)
    const desk = await open(browsers[language])
    await beOfficer(desk, say)
    const held = withAnyNumber(say('history.events.hold-begun', { records: 97, attempt: 1 }))
    await until(desk, `/admin/requests/${ref}`, held)
    await desk.goto(`/admin/requests/${ref}/refuse`)
    await desk.getByRole('radio', { name: say('officer.forms.refuse.grounds.excessive.label') }).check()
    await desk.getByLabel(say('officer.forms.refuse.reason')).fill(reason)
    await desk.getByRole('button', { name: say('officer.refuse.submit') }).click()
    await said(desk, say('officer.done.refused'))
    await close(desk, ref, 'refused-excessive', say)
    known.push({ silent: await findByAddress(desk, silent, say), closed: ref })
  }
  const before = await holding(portal)
  await portal.advanceClock('P100D')

  for (const [position, { language, silent, viewport }] of tellings.entries()) {
    const say = wordsIn(language)
    const refs = known[position]!
    const notice = await portal.mailTo(silent, mail => mail.subject === say('mail.letters.request-lapsed.subject'))
    for (const sentence of [
      say('mail.letters.request-lapsed.what'),
      'Data Protection Commission',
      say('mail.remedies.eu_gdpr.court'),
    ])
      expect(notice.text.replace(/\s+/g, ' ')).toContain(sentence)
    const person = await open({ ...browsers[language], javaScriptEnabled: false, viewport })
    await person.goto(new URL(/http:\S+\/ask(?!\S)/.exec(notice.text)![0]).pathname)
    await expect(person.getByLabel(say('person.ask.address.label'))).toBeVisible()

    const desk = await open(browsers[language])
    await beOfficer(desk, say)
    await desk.goto(`/admin/requests/${refs.silent}`)
    await expect(desk.getByText(say('officer.next.lapsed'))).toBeVisible()
    await look(desk, language)
    await close(desk, refs.silent, 'lapsed', say)
    const lifted = withAnyNumber(say('history.events.hold-lifted', { records: 97 }))
    await until(desk, `/admin/requests/${refs.closed}`, lifted)

    const audit = await open(browsers[language])
    await beStaff(audit, 'auditor', say)
    await audit.goto(`/audit/requests/${refs.silent}/record`)
    await expect(audit.getByRole('main')).toContainText(say('history.events.request-lapsed'))
    await look(audit, language)
    await audit.goto(`/audit/requests/${refs.closed}/record`)
    await expect(audit.getByRole('main')).toContainText(lifted)
  }
  expect(await holding(portal)).toBeLessThan(before)
})
