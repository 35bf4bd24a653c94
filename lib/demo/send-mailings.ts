import { Temporal } from 'temporal-polyfill'
import { silences } from './keep-preferences.ts'
import { soonAfter, withinLast } from './moment.ts'
import { people } from './people.ts'
import { type Random, randomFor } from './random.ts'
import type { Contact, Mailing, MailingRecipient, Preference, Suppression, Topic } from './rows.ts'
import { addressAt, type SentForm } from './write-forms.ts'

const subjects: Record<Topic, { en: string[]; de: string[] }> = {
  product: {
    en: ['New: the absence calendar', 'Time sheets that close themselves', 'What changed this quarter'],
    de: ['Neu: der Abwesenheitskalender', 'Stundenzettel, die sich selbst schließen', 'Neues aus diesem Quartal'],
  },
  events: {
    en: ['Join our customer day', 'Webinar: rosters people like'],
    de: ['Einladung zum Kundentag', 'Webinar: Dienstpläne, die alle mögen'],
  },
  research: {
    en: ['How do you plan holidays? Two questions', 'Results of the pay transparency study'],
    de: ['Wie planen Sie Urlaub? Zwei Fragen', 'Ergebnisse der Studie zur Entgelttransparenz'],
  },
}

/** The newsletters of two years, oldest first. */
export const planMailings = (seed: number): Mailing[] => {
  const random = randomFor(seed, 'mailings')
  const issues = (['en', 'de'] as const).flatMap(language =>
    Array.from({ length: language === 'en' ? 60 : 24 }, () => {
      const topic = random.pick(['product', 'product', 'events', 'research'] as const)
      return {
        topic,
        subject: random.pick(subjects[topic][language]),
        language,
        sent_at: withinLast(random, 720).toString(),
      }
    }),
  )
  issues.sort((a, b) => (a.sent_at < b.sent_at ? -1 : 1))
  return issues.map((issue, i) => ({ id: i + 1, ...issue }))
}

const whatCameBack = (
  random: Random,
  sentAt: string,
): Pick<MailingRecipient, 'opened_at' | 'clicked_at' | 'bounced'> => {
  const nothing = { opened_at: null, clicked_at: null, bounced: null }
  if (random.chance(0.02)) return { ...nothing, bounced: random.pick(['mailbox full', 'no such mailbox'] as const) }
  if (!random.chance(0.4)) return nothing
  const opened = soonAfter(random, Temporal.Instant.from(sentAt), 72)
  const clicked = random.chance(0.3) ? soonAfter(random, opened, 1).toString() : null
  return { opened_at: opened.toString(), clicked_at: clicked, bounced: null }
}

/** Who received what: those who asked for news, in their language, after they came and until they said no. */
export const sendMailings = (
  seed: number,
  mailings: Mailing[],
  contacts: Contact[],
  sent: SentForm[],
  preferences: Preference[],
  suppressions: Suppression[],
): MailingRecipient[] => {
  const random = randomFor(seed, 'mailing recipients')
  const wanting = new Set(sent.flatMap(({ row }) => (row.wants_news && row.contact_id ? [row.contact_id] : [])))
  const silenceOf = silences(preferences, suppressions)
  return contacts.flatMap(contact => {
    const everything = contact.email === people.declan.email
    if (!everything && !wanting.has(contact.id)) return []
    return mailings.flatMap(mailing => {
      if (mailing.language !== contact.language || mailing.sent_at < contact.created_at) return []
      const silence = silenceOf(contact, mailing.topic)
      if (silence !== null && silence <= mailing.sent_at) return []
      if (!everything && !random.chance(0.5)) return []
      const came = whatCameBack(random, mailing.sent_at)
      return {
        mailing_id: mailing.id,
        contact_id: contact.id,
        address: addressAt(contact.email, mailing.sent_at),
        sent_at: mailing.sent_at,
        ...came,
      }
    })
  })
}
