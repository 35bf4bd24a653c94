/** Settings of the demo's organisation. The company, its people and its addresses are invented; the authorities are not. */
export const organisation = {
  name: 'Heron & Quill People Software Ltd',
  /** Country of the seat: decides which calendar and which authority come first. */
  seat: 'IE',
  zone: 'Europe/Dublin',
  address: '17 Larkspur Quay, Dublin D02 HQ17, Ireland',
  /** Where a person may write about privacy in general. */
  contact: 'privacy@heron-and-quill.test',
  sender: { name: 'Heron & Quill, data protection', address: 'dossier@heron-and-quill.test' },
  site: 'https://www.heron-and-quill.test',
  /** Whose machines the site runs on: a recipient of everything (Art. 4(9), 28 GDPR). */
  host: 'Quayside Hosting DAC',
  languages: ['en', 'de'],
  /** Where the company has customers, beside its seat. */
  serves: ['EU', 'GB', 'US-CA'],
  /** The lead supervisory authority (Art. 56, 77 GDPR). */
  authority: { name: 'Data Protection Commission', url: 'https://www.dataprotection.ie/' },
  /** Whom people under another law complain to. */
  otherAuthorities: {
    uk_gdpr: { name: 'Information Commissioner’s Office', url: 'https://ico.org.uk/' },
    ccpa: { name: 'California Privacy Protection Agency', url: 'https://cppa.ca.gov/' },
  },
} as const

export type StaffRole = 'officer' | 'auditor' | 'admin'

/** Who works at the demo's privacy desk. */
export const staff = [
  { name: 'Maeve Corcoranby', address: 'maeve.corcoranby@dossier-demo.test', role: 'officer', language: 'en' },
  { name: 'Jonas Federlein', address: 'jonas.federlein@dossier-demo.test', role: 'officer', language: 'de' },
  { name: 'Adaeze Whitlockson', address: 'adaeze.whitlockson@dossier-demo.test', role: 'auditor', language: 'en' },
  { name: 'Ruaidhrí Finnertan', address: 'ruaidhri.finnertan@dossier-demo.test', role: 'admin', language: 'en' },
] as const satisfies readonly { name: string; address: string; role: StaffRole; language: 'en' | 'de' }[]
