import { readFile } from 'node:fs/promises'
import type { Page, ViewportSize } from '@playwright/test'
import type { Portal } from './portal.ts'
import { expect, type Open } from './story.ts'
import { browsers, english, type Language, type Words, wordsIn } from './words.ts'

type Asking = {
  address: string
  country?: string
  message?: string
  /** Looks at the answers before they are sent. */
  check?: () => Promise<void>
  /** The words of the language the browser asks for. */
  say?: Words
}

/** Answers one question a page, up to "check your answers". Works with and without JavaScript, because it only reads and presses. */
export async function answerAll(
  page: Page,
  { address, country = 'IE', message = '', say = english }: Asking,
): Promise<void> {
  const goOn = () => page.getByRole('button', { name: say('shell.form.continue') }).click()
  await page.goto('/')
  await page.getByRole('link', { name: say('person.start.ask') }).click()
  await page.getByLabel(say('person.ask.address.label')).fill(address)
  await goOn()
  await page.getByLabel(say('person.ask.country.label')).selectOption(country)
  await goOn()
  await page.getByLabel(say('person.ask.relation.prospect')).check()
  await goOn()
  await page.getByLabel(say('person.ask.message.label')).fill(message)
  await goOn()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('person.ask.check.title'))
}

/** Asks, up to "check your mail". */
export async function ask(page: Page, { check, ...asking }: Asking): Promise<void> {
  const { say = english } = asking
  await answerAll(page, asking)
  await check?.()
  await fromElsewhere(page, async () => {
    await page.getByRole('button', { name: say('person.ask.check.send') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('person.sent.title'))
  })
}

let networks = 0

/** Everybody asks from a network of their own: all stories together are more than one of them may ask for in a quarter of an hour. */
async function fromElsewhere(page: Page, work: () => Promise<void>): Promise<void> {
  await page.context().setExtraHTTPHeaders({ 'x-forwarded-for': `192.0.2.${++networks}` })
  await work()
  await page.context().setExtraHTTPHeaders({})
}

type Asked = { language: Language; address: string; country: string; viewport: ViewportSize }

/** Somebody without JavaScript asks in their language, and confirms; gives their browser, their words, and the reference. */
export async function hasAsked(open: Open, portal: Portal, { language, address, country, viewport }: Asked) {
  const say = wordsIn(language)
  const person = await open({ ...browsers[language], javaScriptEnabled: false, viewport })
  await ask(person, { address, country, say })
  return { say, person, ref: await confirm(person, portal, address, say) }
}

/** Mails whose link a story has had: another story about the same person waits for a mail of its own. */
const followed = new Set<string>()

/** The path of the link that the newest such mail carries. */
export async function linkIn(portal: Portal, address: string, subject: string): Promise<string> {
  const mail = await portal.mailTo(address, one => one.subject === subject && !followed.has(one.messageId))
  followed.add(mail.messageId)
  const link = /http:\S+(\/verify\/[\w-]+)(?!\S)/.exec(mail.text)
  if (!link) throw new Error(`No link in: ${mail.text}`)
  return link[1]!
}

/** Follows the link and presses its button; gives the reference of the request. */
export async function confirm(page: Page, portal: Portal, address: string, say: Words = english): Promise<string> {
  await page.goto(await linkIn(portal, address, say('mail.letters.prove-request.subject')))
  await page.getByRole('button', { name: say('person.verify.prove-request.button') }).click()
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(/ D-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  const ref = ((await heading.textContent()) ?? '').split(' ').at(-1)!
  await expect(heading).toHaveText(say('person.request.title', { ref }))
  return ref
}

/** A letter on the page of a request, by its heading. */
export const letterOn = (page: Page, subject: string) =>
  page.getByRole('article').filter({ has: page.getByRole('heading', { name: subject }) })

/** Downloads what a link leads to, for example `say('person.request.answer.kinds.pdf')`; gives where it lies on the disk. */
export async function download(page: Page, name: string | RegExp): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
  return file.path()
}

/** The answer as the page for a browser, to be read as text. */
export const copyOf = async (page: Page, say: Words = english): Promise<string> =>
  readFile(await download(page, new RegExp(say('person.request.answer.kinds.html').replace(/[()]/g, '\\$&'))), 'utf8')
