import { Temporal } from 'temporal-polyfill'
import { addressLine } from './companies.ts'
import { formVersions, noticeVersions } from './fixed-rows.ts'
import { hostileTexts, messages } from './free-texts.ts'
import type { Person } from './gather-people.ts'
import { withinLast } from './moment.ts'
import { formerly, people } from './people.ts'
import { type Random, randomFor } from './random.ts'
import type { Form, FormRequest, FormVersion } from './rows.ts'

/** A form with the person who sent it. */
export type SentForm = { row: FormRequest; sender: Person }

const pages: Record<Form, string[]> = {
  demo: ['/demo', '/demo?from=customer-day', '/pricing'],
  download: ['/download', '/product/time-sheets'],
  'white-paper': [
    '/white-papers/fair-rosters',
    '/white-papers/absence-across-borders',
    '/white-papers/pay-transparency',
  ],
}

/** How many forms somebody sent. */
const formsBy = (person: Person, random: Random): number => {
  if (person.email === people.declan.email) return 70
  if (person.email === people.ingrid.email) return 1
  if (person.email === people.robin.email) return hostileTexts.length
  if (person.standing === 'form-only') return 1 + random.below(2)
  if (person.standing !== 'contact') return 0
  return person.why ? 3 + random.below(4) : random.pick([0, 1, 1, 2, 2, 3, 3, 4, 5, 6])
}

/** An address as a hurried person types it: the same address in other letters. */
const asTyped = (email: string, random: Random): string => {
  if (!random.chance(0.08)) return email
  const [local = '', domain = ''] = email.split('@')
  return random.pick([
    email.toUpperCase(),
    `${local.charAt(0).toUpperCase()}${local.slice(1)}@${domain}`,
    `${local}@${domain.charAt(0).toUpperCase()}${domain.slice(1)}`,
  ])
}

/** The address somebody had on a day: Sinéad changed hers. */
export const addressAt = (email: string, at: string): string =>
  email === people.sinead.email && at < formerly.until ? formerly.email : email

const inUse = <T extends { from: string }>(versions: T[], at: Temporal.Instant): T =>
  versions.findLast(({ from }) => Temporal.Instant.compare(Temporal.Instant.from(from), at) <= 0) ?? versions[0]!

/** The wording of a form that was on the site at an instant. */
export const versionAt = (form: Form, at: Temporal.Instant): FormVersion =>
  inUse(
    formVersions.filter(version => version.form === form).map(version => ({ from: version.in_use_from, version })),
    at,
  ).version

const noticeAt = (language: 'en' | 'de', at: Temporal.Instant): string =>
  inUse(
    noticeVersions
      .filter(notice => notice.language === language)
      .map(notice => ({ from: notice.in_force_from, version: notice.version })),
    at,
  ).version

const messageOf = (person: Person, random: Random): string | null => {
  if (!random.chance(0.55)) return null
  if (person.script !== 'latin' && random.chance(0.7)) return random.pick(messages[person.script])
  return random.pick(person.language === 'de' ? messages.german : messages.latin)
}

const fillIn = (sender: Person, form: Form, at: Temporal.Instant, random: Random): FormRequest => {
  const version = versionAt(form, at)
  const answer = (field: string, given: string | null) => (version.asks_for.includes(field) ? given : null)
  const path = random.pick(pages[form])
  return {
    id: 0,
    contact_id: sender.contactId,
    form,
    form_version: version.version,
    notice_version: noticeAt(sender.language, at),
    notice_language: sender.language,
    full_name: sender.fullName,
    company_name: answer('company_name', sender.employer?.row.name ?? null),
    job_title: answer('job_title', sender.jobTitle),
    email: asTyped(addressAt(sender.email, at.toString()), random),
    company_address: answer('company_address', sender.employer ? addressLine(sender.employer.row) : null),
    phone: answer('phone', sender.phone),
    message: answer('message', messageOf(sender, random)),
    wants_news: sender.standing === 'contact' && random.chance(0.08),
    visitor_cookie: random.chance(0.9) ? random.pick(sender.cookies) : null,
    page: sender.language === 'de' ? `/de${path}` : path,
    submitted_at: at.toString(),
  }
}

/** Robin's forms carry one hostile text each; the demo form has asked for a message since September 2024. */
const hostileForm = (sender: Person, text: string, random: Random): FormRequest => ({
  ...fillIn(sender, 'demo', withinLast(random, 700), random),
  message: text,
})

/** The first form of each named contact is sure to hold a message in their own language and the wish for news. */
const storyForm = (sender: Person, random: Random): FormRequest => {
  const own = sender.script === 'latin' && sender.language === 'de' ? messages.german : messages[sender.script]
  const row = { ...fillIn(sender, 'demo', withinLast(random, 700), random), message: own[0]!, wants_news: true }
  // Nora's is in capitals: her address in other letters is still hers.
  return sender.email === people.nora.email ? { ...row, email: 'NORA.Quinlan@Example.ORG' } : row
}

const anyForm = (sender: Person, random: Random): FormRequest =>
  fillIn(sender, random.pick(['demo', 'download', 'white-paper'] as const), withinLast(random, 1000), random)

/** All forms ever sent in, numbered in the order they came. */
export const writeForms = (seed: number, everybody: Person[]): SentForm[] => {
  const random = randomFor(seed, 'forms')
  const sent = everybody.flatMap(sender => {
    const hostile = sender.email === people.robin.email
    const story = sender.why !== '' && sender.standing === 'contact'
    return Array.from({ length: formsBy(sender, random) }, (_, i): SentForm => {
      if (hostile) return { sender, row: hostileForm(sender, hostileTexts[i]!.text, random) }
      return { sender, row: story && i === 0 ? storyForm(sender, random) : anyForm(sender, random) }
    })
  })
  sent.sort((a, b) => (a.row.submitted_at < b.row.submitted_at ? -1 : a.row.submitted_at > b.row.submitted_at ? 1 : 0))
  return sent.map(({ row, sender }, i) => ({ sender, row: { ...row, id: i + 1 } }))
}
