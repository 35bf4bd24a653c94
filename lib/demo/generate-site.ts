import { formVersions, noticeVersions, partners } from './fixed-rows.ts'
import { gatherPeople, type Person } from './gather-people.ts'
import { fillAddressBooks, keepContacts } from './keep-contacts.ts'
import { keepPreferences, suppressAddresses } from './keep-preferences.ts'
import { type Mention, mentionOthers } from './mention-others.ts'
import type { SiteRows } from './rows.ts'
import { planMailings, sendMailings } from './send-mailings.ts'
import { tellPartners } from './tell-partners.ts'
import { type SentForm, writeForms } from './write-forms.ts'

/** The demo's rows, who is behind them, and which free texts name somebody else (the answer sheet for tests). */
export type Site = { rows: SiteRows; everybody: Person[]; sent: SentForm[]; mentions: Mention[] }

/** Seed and size of the demo that is planted unless somebody asks for another. */
export const usualSeed = 20261116
export const usualPeople = 2400

/**
 * Makes up the whole site in memory. Pure: the same arguments give the same rows, on every machine and day.
 * @param options.people how many people have something on record; about ten rows each
 */
export const generateSite = ({ seed = usualSeed, people = usualPeople } = {}): Site => {
  const { employers, everybody } = gatherPeople(seed, people)
  const { sent, mentions } = mentionOthers(seed, writeForms(seed, everybody), everybody)
  const contact = keepContacts(seed, everybody, sent)
  const preference = keepPreferences(seed, contact)
  const suppression = suppressAddresses(seed, everybody)
  const mailing = planMailings(seed)
  const mailing_recipient = sendMailings(seed, mailing, contact, sent, preference, suppression)
  return {
    everybody,
    sent,
    mentions,
    rows: {
      company: employers.map(({ row }) => row),
      contact,
      form_version: formVersions,
      notice_version: noticeVersions,
      form_request: sent.map(({ row }) => row),
      address_book_entry: fillAddressBooks(seed, everybody),
      mailing,
      mailing_recipient,
      preference,
      suppression,
      partner: partners.map(({ row }) => row),
      disclosure: tellPartners(seed, contact, preference, sent, mailing_recipient),
    },
  }
}
