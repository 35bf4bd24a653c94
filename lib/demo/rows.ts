/** The tables of `site.sql` as the generator fills them: every column of every table, instants as ISO 8601 UTC. */
export type SiteRows = {
  company: Company[]
  contact: Contact[]
  form_version: FormVersion[]
  notice_version: NoticeVersion[]
  form_request: FormRequest[]
  address_book_entry: AddressBookEntry[]
  mailing: Mailing[]
  mailing_recipient: MailingRecipient[]
  preference: Preference[]
  suppression: Suppression[]
  partner: Partner[]
  disclosure: Disclosure[]
}

export type SiteTable = keyof SiteRows

/** Parents before children: the order in which foreign keys let rows in. */
export const siteTables = [
  'company',
  'contact',
  'form_version',
  'notice_version',
  'form_request',
  'address_book_entry',
  'mailing',
  'mailing_recipient',
  'preference',
  'suppression',
  'partner',
  'disclosure',
] as const satisfies readonly SiteTable[]

export type Company = {
  id: number
  name: string
  street: string
  postal_code: string
  city: string
  country: string
  region: string | null
  first_seen_at: string
}

export type Contact = {
  id: number
  company_id: number | null
  full_name: string
  email: string
  job_title: string | null
  phone: string | null
  city: string | null
  country: string
  region: string | null
  language: 'en' | 'de'
  interest_score: number | null
  created_at: string
  last_contact_at: string
}

export type Form = 'demo' | 'download' | 'white-paper'

export type FormVersion = {
  form: Form
  version: number
  title: string
  asks_for: string[]
  in_use_from: string
}

export type NoticeVersion = {
  version: string
  language: 'en' | 'de'
  in_force_from: string
  what_changed: string
  page: string
}

export type FormRequest = {
  id: number
  contact_id: number | null
  form: Form
  form_version: number
  notice_version: string
  notice_language: 'en' | 'de'
  full_name: string
  company_name: string | null
  job_title: string | null
  email: string
  company_address: string | null
  phone: string | null
  message: string | null
  wants_news: boolean
  visitor_cookie: string | null
  page: string
  submitted_at: string
}

export type AddressBookEntry = {
  id: number
  company_id: number
  named_by: number
  full_name: string
  role: string | null
  phone: string | null
  email: string | null
  remark: string | null
  entered_at: string
}

export type Topic = 'product' | 'events' | 'research'

export type Mailing = { id: number; topic: Topic; subject: string; language: 'en' | 'de'; sent_at: string }

export type MailingRecipient = {
  mailing_id: number
  contact_id: number
  address: string
  sent_at: string
  opened_at: string | null
  clicked_at: string | null
  bounced: 'mailbox full' | 'no such mailbox' | null
}

export type Preference = {
  id: number
  contact_id: number
  topic: Topic | 'phone' | 'partners'
  allowed: boolean
  changed_how: 'form' | 'link in a mail' | 'phone call' | 'preferences page'
  changed_at: string
}

export type Suppression = {
  address: string
  reason: 'asked by mail' | 'asked by phone' | 'complaint'
  since: string
}

export type Partner = {
  id: number
  name: string
  street: string
  city: string
  country: string
  does: string
  safeguard: string | null
  reviewed_at: string
}

export type Disclosure = {
  id: number
  contact_id: number
  partner_id: number
  partner_name: string
  what: string[]
  why: string
  disclosed_at: string
}
