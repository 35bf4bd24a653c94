import type { Page } from '@playwright/test'
import { liveIn, misdirect, type Seats } from './lived-in.ts'
import { addressOf, routes, type Values } from './routes.ts'
import { expect, test } from './story.ts'
import { stumblingBlocks } from './stumbling-blocks.ts'

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
const rawKey = /(?<![\w./@-])(?:[a-z][a-z0-9-]*\.){2,}[a-z][a-z0-9-]*(?![\w./@-])/g

/** What another language, light or width may change. All else is the same, and looked at once: axe takes most of the time. */
const differing = [
  'color-contrast',
  'link-in-text-block',
  'target-size',
  'button-name',
  'link-name',
  'label',
  'document-title',
]

type Telling = { language: string; tag: string; width: number; colorScheme: 'light' | 'dark'; rules?: string[] }

/** German words are the longest, a phone is the narrowest, and most people read by day. */
const tellings: Telling[] = [
  { language: 'de', tag: 'de', width: 360, colorScheme: 'light' },
  { language: 'en', tag: 'en-GB', width: 1280, colorScheme: 'dark', rules: differing },
]

/** What is wrong with a page, by its kind; nothing where all is well. */
async function read(page: Page, path: string, { tag, width, rules }: Telling): Promise<object> {
  const status = (await page.goto(path))?.status()
  const blocks = await stumblingBlocks(page, rules)
  const { lang, headings, broad, text } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    broad: document.documentElement.scrollWidth,
    // biome-ignore lint/performance/useDomNodeTextContent: that would hold the page's scripts as well.
    text: document.body.innerText,
  }))
  const keys = text.match(rawKey) ?? []
  const ended = new URL(page.url()).pathname
  const asked = path.replace(/\?.*/, '')
  return {
    ...(status !== (missing.includes(path) ? 404 : 200) && { status }),
    ...(ended !== (leads[path] ?? asked) && { ended }),
    ...(lang !== tag && { lang }),
    ...(headings !== 1 && { headings }),
    ...(broad > width && { broad }),
    ...(keys.length > 0 && { keys }),
    ...(blocks.length > 0 && { blocks }),
  }
}

/** Reads all pages of somebody in both languages; gives what is wrong, page by page. */
async function readAll(page: Page, paths: string[]): Promise<object[]> {
  const wrong: object[] = []
  for (const telling of tellings) {
    const { language, width, colorScheme } = telling
    await page.context().addCookies([{ name: 'dossier-lang', value: language, url: new URL(page.url()).origin }])
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme })
    for (const path of paths) {
      const faults = await read(page, path, telling)
      if (Object.keys(faults).length > 0) wrong.push({ path, language, ...faults })
    }
  }
  return wrong
}

test('no page there is has a stumbling block, in German on a phone by day, in English at a desk by night', async ({
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
  const wrong: object[] = []
  for (const who of ['everybody', 'person', 'owner', 'officer', 'admin', 'auditor'] as const) {
    if (who === 'officer') values.breach = await misdirect(seats.officer, values.answered!)
    const own = routes.filter(one => seatOf(one) === who).map(one => one.route)
    const paths = [...own, ...(besides[who] ?? [])].map(route => concrete(route, { ...values, ...fixed }))
    wrong.push(...(await readAll(who === 'everybody' ? page : seats[who], paths)))
  }
  expect(wrong).toEqual([])
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
