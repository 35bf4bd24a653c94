import type { Person } from './gather-people.ts'
import { asOf } from './moment.ts'
import { people } from './people.ts'
import { type Random, randomFor } from './random.ts'
import type { SentForm } from './write-forms.ts'

/** One page asked for in one visit of one browser. */
export type Hit = {
  time: number
  ip: string
  cookie: string | null
  agent: string
  referrer: string
  request: string
  status: number
  bytes: number
}

const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
]

const pages = [
  ...['/', '/pricing', '/product/time-sheets', '/product/absence', '/demo', '/download', '/customers', '/about'],
  ...['/white-papers/fair-rosters', '/white-papers/pay-transparency', '/privacy/2026-02', '/de/', '/de/preise'],
]

const referrers = [
  '-',
  '-',
  '-',
  'https://search.example.com/',
  'https://news.example.org/rosters',
  'https://ads.saltmarsh.test/c/42',
]

// Addresses that are kept for examples (RFC 5737): far fewer than people, so that many share one, as at home and at work.
const blocks = ['192.0.2', '198.51.100', '203.0.113'] as const
const addressOf = (random: Random) => `${random.pick(blocks)}.${1 + random.below(254)}`

/** One household, one line: an address may never match alone. */
const household = '203.0.113.77'
const sharesLine = (person: Person) => person.email === people.aoife.email || person.email === people.cormac.email

const day = 86_400_000

/** How long the log is kept. */
export const daysKept = 60

type Browser = { cookie: string | null; ip: string; agent: string }

const visit = (random: Random, browser: Browser, began: number, count: number): Hit[] => {
  let time = began
  let from = random.pick(referrers)
  return Array.from({ length: count }, () => {
    const page = random.pick(pages)
    const hit = {
      ...browser,
      time,
      referrer: from,
      request: `GET ${page} HTTP/1.1`,
      status: 200,
      bytes: 900 + random.below(40_000),
    }
    from = `https://heron-and-quill.test${page}`
    time += 1000 * (2 + random.below(240))
    return hit
  })
}

/** Forms that fall into the days that are kept stand in the log as well: the same browser sent them. */
const sendings = (random: Random, sent: SentForm[], browsers: Map<string, Browser>): Hit[] =>
  sent.flatMap(({ row }) => {
    const time = Date.parse(row.submitted_at)
    const browser = row.visitor_cookie === null ? undefined : browsers.get(row.visitor_cookie)
    if (!browser || time < asOf.epochMilliseconds - daysKept * day) return []
    const said = { request: `POST ${row.page} HTTP/1.1`, status: 303, bytes: 200 + random.below(90) }
    return [{ ...browser, time, referrer: `https://heron-and-quill.test${row.page}`, ...said }]
  })

/** The visits of sixty days, in the order of time, at least `lines` pages: of everybody with a cookie, of strangers, and of robots. */
export const planVisits = (seed: number, everybody: Person[], sent: SentForm[], lines: number): Hit[] => {
  const random = randomFor(seed, 'web log')
  const browsers = new Map<string, Browser>()
  for (const person of everybody)
    for (const cookie of person.cookies)
      browsers.set(cookie, {
        cookie,
        ip: sharesLine(person) ? household : addressOf(random),
        agent: random.pick(agents),
      })
  const known = new Set(sent.flatMap(({ row }) => row.visitor_cookie ?? []))
  const hits = sendings(random, sent, browsers)
  const start = () => asOf.epochMilliseconds - (1 + random.below(daysKept * 86_400)) * 1000
  for (const cookie of known) {
    const browser = browsers.get(cookie)
    if (!browser) continue
    for (let visits = 1 + random.below(4); visits > 0; visits--)
      hits.push(...visit(random, browser, start(), 1 + random.below(7)))
  }
  while (hits.length < lines) {
    const robot = random.chance(0.1)
    const stranger = {
      cookie: robot ? null : `hq-${random.hex(16)}`,
      ip: addressOf(random),
      agent: robot ? 'ExampleBot/2.1 (+https://bot.example.com/)' : random.pick(agents),
    }
    hits.push(...visit(random, stranger, start(), 1 + random.below(robot ? 30 : 7)))
  }
  return hits
    .filter(({ time }) => time < asOf.epochMilliseconds)
    .slice(0, lines)
    .sort((a, b) => a.time - b.time)
}
