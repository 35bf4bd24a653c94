import type { Browser, Page } from '@playwright/test'
import { answerAll, ask, confirm, linkIn } from './ask.ts'
import { beOfficer, prepareAndRelease, takeIn, until } from './desk.ts'
import type { Portal } from './portal.ts'
import type { Values } from './routes.ts'
import { expect } from './story.ts'

/** Whoever sits before a page, with the cookies of their browser. */
export type Seats = { [who in 'person' | 'officer' | 'admin' | 'auditor' | 'owner']: Page }

/** She shares a telephone with her brother, so that there is a candidate to look at. */
const sister = 'aoife.tarrantine@example.org'
const somebody = 'ingrid.solvangsen@example.org'
const former = 'ingrid.before@example.org'
const archive = 'paper.archive@example.org'
const newcomer = 'conall.brightwater@example.org'
const reason = 'The records of eleven systems must be told apart before we can answer.'

/**
 * A portal in which something has happened, so that its pages have something to say. Gives what stands in the place of each `[name]`:
 * of `[ref]` a request that is read, with questions, letters and candidates; by other names those that some pages are for.
 */
export async function liveIn(browser: Browser, portal: Portal): Promise<{ values: Values; seats: Seats }> {
  const open = async () => (await browser.newContext({ baseURL: portal.address })).newPage()
  const [person, desk, admin, auditor, owner] = [await open(), await open(), await open(), await open(), await open()]
  const seats = { person, officer: desk, admin, auditor, owner }
  await beOfficer(desk)
  await be(admin, 'Be the admin')
  await be(auditor, 'Be the auditor')
  await ask(person, { address: sister, country: 'GB' })
  const ref = await confirm(person, portal, sister)
  const answered = await came(desk, sister)
  await confirm(person, portal, sister)
  await answerInPart(desk, answered)
  await askBack(desk, ref)
  const waiting = await askColleague(admin, desk, owner, portal)
  const byPost = await came(desk, 'benedikt.rauschenbach@example.com', '4 Sail Loft, Cork')
  await answerAll(person, { address: sister })
  const links = { ...(await linksIn(person, portal)), ...(await invite(admin, portal)) }
  return { values: { ref, answered, ...waiting, byPost, ...links, ...(await idsOn(seats, ref)) }, seats }
}

async function be(page: Page, button: string): Promise<void> {
  await page.goto('/demo')
  await page.getByRole('button', { name: button }).click()
  await expect(page).not.toHaveURL(/\/demo$/)
}

const came = (desk: Page, address: string, postal?: string): Promise<string> =>
  takeIn(desk, {
    ...{ by: 'By phone', on: new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10) },
    ...{ asked: 'Everything you have about me, please.', address, country: 'GB', ...(postal && { postal }) },
  })

/** One collection is withheld; the rest is released, and the request closed. */
async function answerInPart(desk: Page, ref: string): Promise<void> {
  await until(desk, `/admin/requests/${ref}`, 'Read what was found.')
  await desk.goto(`/admin/requests/${ref}/findings/site/contact/withhold`)
  await desk.getByRole('radio', { name: 'Rights of other people' }).check()
  await desk.getByLabel('Your reason').fill(reason)
  await desk.getByRole('button', { name: 'Withhold' }).click()
  await expect(desk).toHaveURL(/done=withheld/)
  await prepareAndRelease(desk, ref)
  await desk.goto(`/admin/requests/${ref}/close`)
  await desk.getByRole('form').getByRole('button').last().click()
  await expect(desk).toHaveURL(/done=closed/)
}

/** Proof and an explanation are asked for. */
async function askBack(desk: Page, ref: string): Promise<void> {
  await until(desk, `/admin/requests/${ref}/identity`, 'Two facts (L2)')
  await desk.getByRole('radio', { name: 'Two facts (L2)' }).check()
  await desk.getByLabel('Why is the mailbox not enough?').fill(reason)
  await desk.getByRole('button', { name: 'Ask the person' }).click()
  await expect(desk).toHaveURL(/done=asked/)
  await desk.goto(`/admin/requests/${ref}/ask`)
  await desk.getByLabel('Your question').fill('Do you mean the whole time since 2014, or the calls alone?')
  await desk.getByRole('button', { name: 'Send the question' }).click()
  await expect(desk).toHaveURL(/done=/)
}

/** The copy went to the wrong person: it can be read no more. Gives the record of the breach. */
export async function misdirect(desk: Page, ref: string): Promise<string> {
  await desk.goto(`/admin/requests/${ref}/misdirected`)
  await desk.getByLabel('What happened?').fill('A colleague of the same name read the mailbox and told us.')
  await desk.getByRole('button', { name: 'Revoke the copy and record the breach' }).click()
  await expect(desk).toHaveURL(/\/admin\/breaches\//)
  return new URL(desk.url()).pathname.split('/').at(-1)!
}

/**
 * A colleague has the link to a question: somebody named a former address, and the new search asks them as well. Whoever asks later need
 * not wait for them.
 */
async function askColleague(admin: Page, desk: Page, owner: Page, portal: Portal): Promise<Values> {
  const waiting = await came(desk, somebody)
  await confirm(owner, portal, somebody)
  await until(owner, `/requests/${waiting}/former-address`, 'Your former e-mail address')
  await admin.goto('/admin/sources/add-owner')
  const answers = {
    ...{
      'Short name': 'paper-archive',
      'What it is called': 'Files on paper',
      'Who is asked: e-mail address': archive,
    },
    ...{ 'Days to answer': '9', 'What it is kept for': 'The contract', 'On what legal basis': 'Art. 6(1)(b) GDPR' },
    'Where the data comes from': 'The person',
  }
  for (const [label, text] of Object.entries(answers)) await admin.getByLabel(label, { exact: true }).fill(text)
  await admin.getByLabel('Little: what people write on forms').check()
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByText('Searches that begin from now on ask the person you named')).toBeVisible()
  await owner.getByLabel('Your former e-mail address').fill(former)
  await owner.getByRole('button', { name: 'Name this address' }).click()
  await expect(owner).toHaveURL(/done=yes/)
  const owned = await linkOf(portal, archive, 'owner')
  await admin.goto('/admin/sources/paper-archive/owner')
  await admin.getByLabel('No', { exact: true }).check()
  await admin.getByRole('button', { name: 'Save' }).click()
  await owner.goto(`/owner/${owned}`)
  await owner.getByRole('button', { name: 'Show me' }).click()
  await expect(owner).toHaveURL(/answer$/)
  return { waiting, owned, source: 'paper-archive' }
}

/** The last part of the newest link to `/room/…` that a mail to this address carries. */
async function linkOf(portal: Portal, address: string, room: string): Promise<string> {
  const link = new RegExp(`http:\\S+/${room}/([\\w-]+)`)
  return link.exec((await portal.mailTo(address, ({ text }) => link.test(text))).text)![1]!
}

/** Links that mails carry, none of them pressed. */
async function linksIn(person: Page, portal: Portal): Promise<Values> {
  await person.goto('/sign-in')
  await person.getByLabel('Your e-mail address').fill(somebody)
  await person.getByRole('button', { name: 'Send me a link' }).click()
  const signIn = await linkIn(portal, somebody, 'Your link to sign in')
  const stop = new URL((await portal.dossier('unsubscribe-link', sister)).trim())
  return {
    ...{ proof: signIn.split('/').at(-1)!, stop: stop.pathname.split('/').at(-1)! },
    alert: await linkOf(portal, former, 'not-me'),
  }
}

/** Somebody who is invited to the desk, and does not come. */
async function invite(admin: Page, portal: Portal): Promise<Values> {
  await admin.goto('/admin/people/invite')
  await admin.getByLabel('Name', { exact: true }).fill('Conall Brightwater')
  await admin.getByLabel('E-mail address').fill(newcomer)
  await admin.getByRole('radio', { name: 'Auditor' }).check()
  await admin.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(admin).toHaveURL(/done=invited/)
  return {
    invitation: await linkOf(portal, newcomer, 'staff/join'),
    member: await idOn(admin, '/admin/people', '/remove'),
  }
}

/** Names that only the pages know. */
async function idsOn({ person, officer, admin }: Seats, ref: string): Promise<Values> {
  await until(officer, `/admin/requests/${ref}/candidates`, 'Look and decide')
  return {
    letter: await idOn(person, `/requests/${ref}`, '/letters/'),
    candidate: await idOn(officer, `/admin/requests/${ref}/candidates`, '/candidates/'),
    setting: await idOn(admin, '/admin/settings/portal', '/settings/portal/'),
    mail: await idOn(person, '/demo/mailbox', '/mailbox/'),
  }
}

/** The part of the first link on a page that stands after, or before, these words. */
async function idOn(page: Page, path: string, words: string): Promise<string> {
  await page.goto(path)
  const href = (await page.locator(`main a[href*="${words}"]`).first().getAttribute('href'))!
  const [before, after] = href.split(words)
  return after || before!.split('/').at(-1)!
}
