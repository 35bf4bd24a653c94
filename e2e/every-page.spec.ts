import type { Page } from '@playwright/test'
import { liveIn, misdirect, type Seats } from './lived-in.ts'
import { addressOf, routes, type Values } from './routes.ts'
import { expect, test } from './story.ts'
import { stumblingBlocks } from './stumbling-blocks.ts'
import { namespaces } from './words.ts'

type Who = keyof Seats | 'everybody'

/** Which of the things that happened is meant by a name in a route; a name that is not here stands for itself. */
const meant: { [beginning: string]: { [name: string]: string } } = {
  '/admin/breaches/': { id: 'breach' },
  '/admin/people/': { id: 'member' },
  '/admin/requests/[ref]/letters': { ref: 'byPost' },
  '/admin/requests/[ref]/owners/': { ref: 'waiting' },
  '/admin/requests/[ref]/preview': { ref: 'answered' },
  '/admin/requests/[ref]/prove': { ref: 'byPost' },
  '/admin/requests/[ref]/reopen': { ref: 'answered' },
  '/admin/settings/letters/': { kind: 'wording' },
  '/admin/sources/[key]/owner': { key: 'source' },
  '/demo/mailbox/': { id: 'mail' },
  '/not-me/': { token: 'alert' },
  '/owner/': { token: 'owned' },
  '/preferences/': { token: 'stop' },
  '/requests/[ref]/complaint': { ref: 'answered' },
  '/requests/[ref]/letters/': { id: 'letter' },
  '/requests/[ref]/object/': { kind: 'dispute' },
  '/staff/join/': { token: 'invitation' },
  '/verify/': { token: 'proof' },
}

const fixed: Values = {
  ...{ dataset: 'site', collection: 'contact', key: 'site', question: 'country', version: '2' },
  ...{ rule: 'us_co.access', wording: 'request-refused', locale: 'de', dispute: 'complaint' },
}

/** What a page needs in its address to have something to say. */
const asks: { [route: string]: (values: Values) => string } = {
  '/admin/bulk': ({ ref, waiting }) => `?do=assign&ref=${ref}&ref=${waiting}`,
  '/admin/bulk/done': ({ ref, waiting }) => `?do=close&done=${ref}&not=${waiting}~already-done`,
}

/** Pages that only lead to another. */
const leads: { [path: string]: string } = { '/ask': '/ask/check' }

/** Where nothing is. */
const missing = ['/nowhere']

/** The same pages as others find them, or with something else to say. */
const besides: { [who in Who]?: string[] } = {
  everybody: ['/', '/ask/sent', '/verify/unknown', '/not-me/unknown', '/preferences/unknown', '/nowhere'],
  person: ['/requests/[answered]'],
  officer: [
    '/admin?show=closed',
    '/admin/requests/[answered]',
    '/admin/requests/[waiting]',
    '/admin/requests/[byPost]',
  ],
  admin: ['/admin', '/admin/requests/[ref]', '/admin/settings/rules'],
  owner: ['/owner/unknown'],
}

const isAdmins = /^\/admin\/(people|notices|settings|sources\/(connect|add-owner|\[key\]))/

/** Who sits before the page. */
function seatOf({ room, route }: (typeof routes)[number]): Who {
  if (room === 'officer') return isAdmins.test(route) ? 'admin' : 'officer'
  return room === 'person' || room === 'owner' || room === 'auditor' ? room : 'everybody'
}

/** The address at which a route has something to show. */
function concrete(route: string, values: Values): string {
  const names = Object.entries(meant).filter(([beginning]) => route.startsWith(beginning))
  const instead = names.flatMap(([, one]) => Object.entries(one).map(([name, of]) => [name, values[of]!]))
  return addressOf(route, { ...values, ...Object.fromEntries(instead) }) + (asks[route]?.(values) ?? '')
}

/** A sentence that nobody wrote is shown by its key: `officer.list.title`. */
const rawKey = new RegExp(`(?<![\\w./@-])(?:${namespaces.join('|')})(?:\\.[a-z][a-z0-9-]*)+(?![\\w./@-])`, 'g')

/** Colours come from one palette and boxes from a few pieces: by night, at a desk, one page in four is looked at, and only for these. */
const byNight = { every: 4, rules: ['color-contrast', 'link-in-text-block', 'target-size', 'button-name', 'link-name'] }

/** What is wrong with a page, by its kind; nothing where all is well. */
type Wrong = { [kind: string]: unknown }

/** What the server says, whoever draws it. */
function wrongIn(
  path: string,
  answer: { status: number; ended: string; lang: string; headings: number; text: string },
  tag: string,
): Wrong {
  const { status, lang, headings, text } = answer
  const ended = new URL(answer.ended).pathname
  const keys = text.match(rawKey) ?? []
  return {
    ...(status !== (missing.includes(path) ? 404 : 200) && { status }),
    ...(ended !== (leads[path] ?? path.replace(/\?.*/, '')) && { ended }),
    ...(lang !== tag && { lang }),
    ...(headings !== 1 && { headings }),
    ...(keys.length > 0 && { keys }),
  }
}

/** A page in German on a phone by day: German words are the longest, a phone is the narrowest, and most people read by day. */
async function readInGerman(page: Page, path: string): Promise<Wrong> {
  const status = (await page.goto(path))?.status() ?? 0
  const blocks = await stumblingBlocks(page)
  const { broad, ...drawn } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    broad: document.documentElement.scrollWidth > innerWidth,
    // biome-ignore lint/performance/useDomNodeTextContent: that would hold the page's scripts as well.
    text: document.body.innerText,
  }))
  const wrong = wrongIn(path, { status, ended: page.url(), ...drawn }, 'de')
  return { ...wrong, ...(broad && { broad }), ...(blocks.length > 0 && { blocks }) }
}

/** The same page in English, as it is sent: what a reader of German was not shown is not drawn otherwise. */
async function readInEnglish(page: Page, path: string): Promise<Wrong> {
  const answer = await page.request.get(path)
  const html = await answer.text()
  const text = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ')
  const headings = html.match(/<h1\b/g)?.length ?? 0
  const lang = /<html[^>]*\blang="([^"]*)"/.exec(html)?.[1] ?? ''
  return wrongIn(path, { status: answer.status(), ended: answer.url(), lang, headings, text }, 'en-GB')
}

async function readByNight(page: Page, path: string): Promise<Wrong> {
  await page.goto(path)
  const blocks = await stumblingBlocks(page, byNight.rules)
  const broad = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  return { ...(broad && { broad }), ...(blocks.length > 0 && { blocks }) }
}

/** Reads all pages of somebody; gives what is wrong, page by page. */
async function readAll(page: Page, paths: string[]): Promise<object[]> {
  const wrong: object[] = []
  const all = async (language: string, some: string[], read: (page: Page, path: string) => Promise<Wrong>) => {
    await page.context().addCookies([{ name: 'dossier-lang', value: language, url: new URL(page.url()).origin }])
    for (const path of some) {
      const faults = await read(page, path)
      if (Object.keys(faults).length > 0) wrong.push({ path, by: read.name, ...faults })
    }
  }
  await page.setViewportSize({ width: 360, height: 800 })
  await page.emulateMedia({ colorScheme: 'light' })
  await all('de', paths, readInGerman)
  await all('en', paths, readInEnglish)
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'dark' })
  const some = paths.filter((_, index) => index % byNight.every === 0)
  await all('en', some, readByNight)
  return wrong
}

test('no page there is has a stumbling block in German on a phone; each says as much in English, and is as readable by night', async ({
  page,
  browser,
  portal,
  faults,
}) => {
  test.setTimeout(600_000)
  const { values, seats } = await liveIn(browser, portal)
  for (const one of Object.values(seats)) faults.watch(one.context())
  faults.allow(/404/)
  await page.goto('/')
  const readFor = async (who: Who): Promise<object[]> => {
    if (who === 'officer') values.breach = await misdirect(seats.officer, values.answered!)
    const own = routes.filter(one => seatOf(one) === who).map(one => one.route)
    const paths = [...own, ...(besides[who] ?? [])].map(route => concrete(route, { ...values, ...fixed }))
    return readAll(who === 'everybody' ? page : seats[who], paths)
  }
  // Two read beside each other; the person reads their copy before it is taken away.
  const lanes: Who[][] = [
    ['person', 'officer'],
    ['everybody', 'owner', 'admin', 'auditor'],
  ]
  const read = await Promise.all(
    lanes.map(async lane => {
      const wrong: object[] = []
      for (const who of lane) wrong.push(...(await readFor(who)))
      return wrong
    }),
  )
  expect(read.flat()).toEqual([])
})

test('every page speaks German, and in the pseudo-language reads from right to left', async ({
  page,
  context,
  baseURL,
}) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', /^de/)
  await expect(page.getByRole('link', { name: 'Ask for your data' })).toHaveCount(0)
  await context.addCookies([{ name: 'dossier-lang', value: 'qps', url: baseURL! }])
  await page.goto('/')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('⟦')
  const { width } = (await page.locator('html').boundingBox())!
  await page.setViewportSize({ width: 360, height: 740 })
  expect(width).toBeGreaterThan(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
})
