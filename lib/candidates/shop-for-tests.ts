import { eq } from 'drizzle-orm'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { errand, prepareSiteDatabase } from '#lib/db/roles.ts'
import type { TestDatabase } from '#lib/db/test-database.ts'
import { sources } from '#lib/sources/table.ts'

const id = '{ name: id, fides_meta: { primary_key: true, data_type: integer } }'
const to = (field: string) =>
  `references: [{ dataset: ${field.split('.')[0]}, field: ${field.split('.').slice(1).join('.')}, direction: from }]`
const hangsOn = (name: string, field: string, more = '') => `{ name: ${name}, fides_meta: { ${to(field)}${more} } }`

const collection = (name: string, fields: string[], more = '') => `
      - name: ${name}
        fides_meta: { x_dossier: { label: ${name}${more} } }
        fields:${[id, ...fields].map(field => `\n          - ${field}`).join('')}`

const phone = '{ name: phone, fides_meta: { identity: phone, x_dossier: { locator: shared } } }'
const entered = '{ name: created_at, fides_meta: { data_type: timestamptz } }'

const maps = {
  shop: `dataset:
  - fides_key: shop
    fides_meta: { x_dossier: { schema: site } }
    collections:${[
      collection(
        'account',
        ['{ name: email, fides_meta: { identity: email } }', phone, entered],
        ', entered: created_at',
      ),
      collection('call', [phone, hangsOn('account_id', 'shop.account.id')]),
      collection('orders', [hangsOn('account_id', 'shop.account.id')]),
      collection('ticket', [hangsOn('account_id', 'shop.account.id')], ', third_party: maybe'),
      collection('comment', [hangsOn('account_id', 'shop.account.id'), hangsOn('answers', 'shop.comment.id')]),
      collection('gift', [hangsOn('order_id', 'shop.orders.id', ', x_dossier: { walk: show }')]),
      collection('card', [hangsOn('gift_id', 'shop.gift.id')]),
    ].join('')}
`,
  store: `dataset:
  - fides_key: store
    fides_meta: { x_dossier: { schema: site } }
    collections:${collection('item', [hangsOn('order_id', 'shop.orders.id')])}
`,
}

const families = 9

/**
 * A shop and its store, two databases and the portal's only sources. In each of nine families somebody has two accounts with one telephone: one
 * under their address with an order and an item, another with two orders, an item each, a gift with a card, a call, a ticket and a comment that is
 * answered, the answer by a comment that answers it.
 */
export async function openShop(database: TestDatabase) {
  const reader = new URL(database.siteReaderUrl)
  const names = { shop: `${reader.pathname.slice(1)}_shop`, store: `${reader.pathname.slice(1)}_store` }
  const within = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  for (const name of Object.values(names)) await prepareSiteDatabase(database.superUrl, name)
  const shop = within(database.siteUrl, names.shop)
  await errand(shop, async sql => {
    await sql`create table site.account (id int primary key, email text, phone text, created_at timestamptz default '2024-05-06')`
    await sql`create table site.call (id int primary key, phone text, account_id int)`
    await sql`create table site.orders (id int primary key, account_id int)`
    await sql`create table site.ticket (id int primary key, account_id int)`
    await sql`create table site.comment (id int primary key, account_id int, answers int)`
    await sql`create table site.gift (id int primary key, order_id int)`
    await sql`create table site.card (id int primary key, gift_id int)`
    for (let n = 1; n <= families; n++) {
      const [own, old, third] = [n * 10, n * 10 + 1, n * 10 + 2]
      await sql`insert into site.account (id, email, phone) values (${own}, ${addressOf(n)}, ${`+353 1 ${n}`}), (${old}, ${`old-${n}@example.org`}, ${`+353 1 ${n}`})`
      await sql`insert into site.call values (${old}, ${`+353 1 ${n}`}, ${old})`
      await sql`insert into site.orders values (${own}, ${own}), (${old}, ${old}), (${third}, ${old})`
      await sql`insert into site.ticket values (${old}, ${old})`
      await sql`insert into site.comment values (${old}, ${old}, ${third}), (${third}, null, ${old})`
      await sql`insert into site.gift values (${old}, ${old})`
      await sql`insert into site.card values (${old}, ${old})`
    }
  })
  await errand(within(database.siteUrl, names.store), async sql => {
    await sql`create table site.item (id int primary key, order_id int)`
    await sql`insert into site.item select id, id from generate_series(10, ${families * 10 + 2}) as id`
  })
  process.env.SHOP_URL = within(database.siteReaderUrl, names.shop)
  process.env.STORE_URL = within(database.siteReaderUrl, names.store)
  await begin(worker, async ({ tx, now }) => {
    await tx.delete(sources).where(eq(sources.key, 'site'))
    for (const key of ['shop', 'store'] as const) {
      const row = { key, kind: 'postgres', map: maps[key], addedAt: now }
      await tx.insert(sources).values({ ...row, connectionVariable: `${key.toUpperCase()}_URL` })
    }
  })
  return {
    addressOf,
    /** The store cannot be reached meanwhile. */
    async whileAway(work: () => Promise<void>) {
      const url = process.env.STORE_URL
      process.env.STORE_URL = 'postgres://nobody@127.0.0.1:9/none'
      await work()
      process.env.STORE_URL = url
    },
    /** Whoever asks the store for its items waits meanwhile; `isAsked` tells whether somebody does. */
    whileLocked: (work: (isAsked: () => Promise<boolean>) => Promise<void>) =>
      errand(within(database.siteUrl, names.store), sql =>
        sql.begin(async tx => {
          await tx`lock table site.item in access exclusive mode`
          await work(async () => {
            const [waits] = await tx`select from pg_locks where relation = 'site.item'::regclass and not granted`
            return waits !== undefined
          })
        }),
      ),
    /** So many orders more by the other account of a family. */
    orderALot: (number: number, orders: number) =>
      errand(
        shop,
        sql => sql`insert into site.orders select 1000 + n, ${number * 10 + 1} from generate_series(1, ${orders}) as n`,
      ),
    close: () =>
      errand(database.superUrl, async sql => {
        for (const name of Object.values(names)) await sql`drop database if exists ${sql(name)} with (force)`
      }),
  }
}

const addressOf = (number: number): string => `eve-${number}@example.org`
