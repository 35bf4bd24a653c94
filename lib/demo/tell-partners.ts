import { Temporal } from 'temporal-polyfill'
import { type Given, type Occasion, partners } from './fixed-rows.ts'
import { silences } from './keep-preferences.ts'
import { asOf, soonAfter } from './moment.ts'
import { type Random, randomFor } from './random.ts'
import type { Contact, Disclosure, FormRequest, MailingRecipient, Preference } from './rows.ts'
import type { SentForm } from './write-forms.ts'

/** All the site knows of one contact that may lead to a disclosure. */
type Story = { contact: Contact; forms: FormRequest[]; firstMail: string | null }

/** When the occasion arose for this contact, and the form that was passed on, if one was. */
const occasion = (on: Occasion, { contact, forms, firstMail }: Story, random: Random) => {
  const after = (from: string, hours: number) => soonAfter(random, Temporal.Instant.from(from), hours).toString()
  const rest = Math.max(1, Math.floor(asOf.since(Temporal.Instant.from(contact.created_at)).total('hours')))
  const named = contact.email.endsWith('@example.org')
  const form = forms.find(({ form, phone, visitor_cookie }) =>
    on === 'demo form' ? form === 'demo' && phone !== null : visitor_cookie !== null,
  )
  switch (on) {
    case 'newsletter':
      return firstMail === null ? null : { at: firstMail, form: undefined }
    case 'customer day':
    case 'survey':
      return random.chance(named ? 0.3 : 0.1) ? { at: after(contact.created_at, rest), form: undefined } : null
    case 'form with a cookie':
    case 'demo form':
      return form && random.chance(0.2) ? { at: after(form.submitted_at, 48), form } : null
  }
}

/** Nothing can be given that we do not have. */
const hadToGive = (what: Given, contact: Contact, form: FormRequest | undefined) => {
  if (what === 'company') return contact.company_id !== null
  if (what === 'job title') return contact.job_title !== null
  if (what === 'message') return Boolean(form?.message)
  return true
}

/** What was given to which partner: on an occasion the contact's own rows show, and never after the contact said no. */
export const tellPartners = (
  seed: number,
  contacts: Contact[],
  preferences: Preference[],
  sent: SentForm[],
  recipients: MailingRecipient[],
): Disclosure[] => {
  const random = randomFor(seed, 'disclosures')
  const silenceOf = silences(preferences, [])
  const formsOf = new Map<number | null, FormRequest[]>()
  for (const { row } of sent) formsOf.set(row.contact_id, [...(formsOf.get(row.contact_id) ?? []), row])
  const firstMails = new Map(recipients.toReversed().map(({ contact_id, sent_at }) => [contact_id, sent_at]))
  const told = contacts.flatMap(contact => {
    const forms = formsOf.get(contact.id) ?? []
    const firstMail = firstMails.get(contact.id) ?? null
    const silence = silenceOf(contact, 'partners')
    return partners.flatMap(({ row, on, receives, why }) => {
      const given = occasion(on, { contact, forms, firstMail }, random)
      // Sending the newsletter for us is a processor's work (Art. 28 GDPR); a no to partners does not stop it.
      if (given === null || (on !== 'newsletter' && silence !== null && silence <= given.at)) return []
      const what = receives.filter(one => hadToGive(one, contact, given.form))
      return { contact_id: contact.id, partner_id: row.id, partner_name: row.name, what, why, disclosed_at: given.at }
    })
  })
  told.sort((a, b) => (a.disclosed_at < b.disclosed_at ? -1 : a.disclosed_at > b.disclosed_at ? 1 : 0))
  return told.map((disclosure, i) => ({ id: i + 1, ...disclosure }))
}
