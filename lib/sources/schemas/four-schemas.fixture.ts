import { readFileSync } from 'node:fs'

/** One of four databases as organisations really have them, with the map a careful person would write and what one person's search must find. */
export type Example = {
  name: 'shop' | 'payments' | 'staff' | 'blog'
  sql: string
  map: string
  /** By address: how each collection ends, and the keys of the rows that are the person's. */
  oracle: { [address: string]: { [collection: string]: string[] | string } }
}

const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

const example = (name: Example['name'], oracle: Example['oracle']): Example => ({
  name,
  sql: file(`${name}.sql`),
  map: file(`${name}.map.yml`),
  oracle,
})

/** Keys as `42` or `IE/7`; `held:` and `shown:` before rows that are another person's too; a text for a collection without rows says why. */
export const fourSchemas: Example[] = [
  example('shop', {
    'ann@example.org': {
      'shop.customer': ['1'],
      'shop.customer_address': ['11', '12'],
      'shop.purchase': ['DE/2', 'IE/1'],
      'shop.purchase_line': ['DE/2/1', 'IE/1/1', 'IE/1/2'],
      'shop.payment_card': ['21', 'held:22'],
      'shop.product': ['101', '102', '103', '104'],
      'shop.category': ['1', '2', '3'],
      'shop.employee': 'empty',
      'shop.ticket': ['held:31'],
      'shop.ticket_message': ['held:41', 'held:42'],
      'shop.wishlist': ['51'],
      'shop.wishlist_product': ['51/101', '51/104'],
      'shop.newsletter': ['ann@example.org'],
      'shop.page_view': ['61', '62'],
      'archive.customer': 'unreachable',
    },
    'nobody@example.org': { 'shop.customer': 'empty', 'shop.purchase': 'empty', 'shop.newsletter': 'empty' },
  }),
  example('payments', {
    'ann@example.org': {
      'payments.payer': ['a0000000-0000-4000-8000-000000000001'],
      'payments.payment': ['1/2026-01-05', '3/2026-02-07', '6/2026-03-09'],
      'payments.refund': ['1', '3'],
      'payments.payer_total': 'unreachable',
      'payments.monthly': 'unreachable',
    },
  }),
  example('staff', {
    'ann@example.org': {
      'staff.customer': 'unreachable',
      'staff.employee': 'unreachable',
      'staff.timesheet': 'unreachable',
      'staff.invoice': 'unreachable',
    },
  }),
  example('blog', {
    'ann@example.org': {
      'blog.wp_users': ['1'],
      'blog.wp_usermeta': ['1', '2', '3'],
      'blog.wp_posts': ['1', '3'],
      'blog.wp_postmeta': ['1', '3'],
      'blog.wp_comments': ['1', '4'],
      'blog.wp_options': 'unreachable',
    },
  }),
]
