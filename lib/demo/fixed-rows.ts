import type { FormVersion, NoticeVersion, Partner } from './rows.ts'

const asked = ['full_name', 'company_name', 'job_title', 'email']

/** The wording of the three forms over time. */
export const formVersions: FormVersion[] = [
  {
    form: 'demo',
    version: 1,
    title: 'See it with your own data',
    asks_for: [...asked, 'phone'],
    in_use_from: '2023-01-09T08:00:00Z',
  },
  {
    form: 'demo',
    version: 2,
    title: 'Book a demo',
    asks_for: [...asked, 'company_address', 'phone', 'message'],
    in_use_from: '2024-09-02T07:00:00Z',
  },
  {
    form: 'demo',
    version: 3,
    title: 'Book a demo',
    asks_for: [...asked, 'phone', 'message'],
    in_use_from: '2026-02-02T08:00:00Z',
  },
  { form: 'download', version: 1, title: 'Download the trial', asks_for: asked, in_use_from: '2023-01-09T08:00:00Z' },
  {
    form: 'download',
    version: 2,
    title: 'Download the trial',
    asks_for: [...asked, 'message'],
    in_use_from: '2025-03-03T08:00:00Z',
  },
  {
    form: 'white-paper',
    version: 1,
    title: 'Get the white paper',
    asks_for: asked,
    in_use_from: '2023-01-09T08:00:00Z',
  },
  {
    form: 'white-paper',
    version: 2,
    title: 'Get the white paper',
    asks_for: ['full_name', 'email', 'message'],
    in_use_from: '2025-10-06T07:00:00Z',
  },
]

const notice = (version: string, from: string, en: string, de: string): NoticeVersion[] => [
  { version, language: 'en', in_force_from: from, what_changed: en, page: `/privacy/${version}` },
  { version, language: 'de', in_force_from: from, what_changed: de, page: `/de/datenschutz/${version}` },
]

/** The versions of the privacy notice, oldest first. */
export const noticeVersions: NoticeVersion[] = [
  ...notice('2023-01', '2023-01-09T08:00:00Z', 'First version', 'Erste Fassung'),
  ...notice('2024-09', '2024-09-02T07:00:00Z', 'Partners are named one by one', 'Die Partner sind einzeln genannt'),
  ...notice('2026-02', '2026-02-02T08:00:00Z', 'The interest score is explained', 'Der Interessenwert ist erklärt'),
]

/** What a partner may be given, in words for the person. */
export type Given =
  | 'name'
  | 'e-mail address'
  | 'language'
  | 'company'
  | 'job title'
  | 'telephone number'
  | 'message'
  | 'visitor cookie'

/** What makes the company hand data over. */
export type Occasion = 'newsletter' | 'customer day' | 'survey' | 'form with a cookie' | 'demo form'

/** The companies that receive data, on what occasion, and what each receives of a person. */
export const partners: { row: Partner; on: Occasion; receives: Given[]; why: string }[] = [
  {
    row: {
      id: 1,
      name: 'Brightmere Mailworks GmbH',
      street: 'Am Federkiel 9',
      city: 'Leipzig',
      country: 'DE',
      does: 'Sends our newsletters for us and on our instructions',
      safeguard: null,
      reviewed_at: '2026-03-16T10:00:00Z',
    },
    on: 'newsletter',
    receives: ['name', 'e-mail address', 'language'],
    why: 'Set up as a recipient of the newsletter',
  },
  {
    row: {
      id: 2,
      name: 'Larkfield Event Partners Ltd',
      street: '4 Tanner’s Row',
      city: 'Dublin',
      country: 'IE',
      does: 'Runs our customer day',
      safeguard: null,
      reviewed_at: '2026-05-11T09:30:00Z',
    },
    on: 'customer day',
    receives: ['name', 'company', 'job title', 'e-mail address'],
    why: 'Guest list of the customer day',
  },
  {
    row: {
      id: 3,
      name: 'Oakum & Tide Research LLP',
      street: '31 Weavers’ Walk',
      city: 'Leeds',
      country: 'GB',
      does: 'Asks customers how satisfied they are',
      safeguard: 'Adequacy decision of the European Commission for the United Kingdom (Art. 45 GDPR)',
      reviewed_at: '2026-01-19T11:00:00Z',
    },
    on: 'survey',
    receives: ['name', 'company', 'e-mail address'],
    why: 'Yearly customer survey',
  },
  {
    row: {
      id: 4,
      name: 'Saltmarsh Lead Exchange, Inc.',
      street: '1200 Pelican Drive',
      city: 'Sacramento',
      country: 'US',
      does: 'Advertises our product to companies like yours',
      safeguard: 'Standard contractual clauses of the European Commission, Decision (EU) 2021/914 (Art. 46(2)(c) GDPR)',
      reviewed_at: '2025-11-24T15:00:00Z',
    },
    on: 'form with a cookie',
    receives: ['company', 'job title', 'e-mail address', 'visitor cookie'],
    why: 'Measured which advertisement led to the form',
  },
  {
    row: {
      id: 5,
      name: 'Vidsten Call Centre AB',
      street: 'Hägergatan 22',
      city: 'Malmö',
      country: 'SE',
      does: 'Rings back people who asked for a demo',
      safeguard: null,
      reviewed_at: '2026-08-03T08:15:00Z',
    },
    on: 'demo form',
    receives: ['name', 'company', 'telephone number', 'message'],
    why: 'Call back about a demo',
  },
]
