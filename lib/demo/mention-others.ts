import { Temporal } from 'temporal-polyfill'
import { mentionings } from './free-texts.ts'
import type { Person } from './gather-people.ts'
import { people } from './people.ts'
import { randomFor } from './random.ts'
import { type SentForm, versionAt } from './write-forms.ts'

/** A form whose text names somebody else: what a reviewer of third parties' data must find there. */
export type Mention = {
  formRequestId: number
  /** Address of the one who wrote. */
  author: string
  /** Address of the one who is named. */
  named: string
  by: 'name' | 'email' | 'phone'
  /** The very words that name them. */
  words: string
}

const hasMessage = ({ row }: SentForm) =>
  versionAt(row.form, Temporal.Instant.from(row.submitted_at)).asks_for.includes('message')

/** Rewrites about six messages for every hundred people so that each names another person. Philippa is named three times. */
export const mentionOthers = (
  seed: number,
  sent: SentForm[],
  everybody: Person[],
): { sent: SentForm[]; mentions: Mention[] } => {
  const random = randomFor(seed, 'mentions')
  const nameable = everybody.filter(
    person => person.standing === 'contact' && person.phone !== null && person.why === '',
  )
  const philippa = everybody.find(person => person.email === people.philippa.email)
  const writable = sent.filter(form => hasMessage(form) && !form.sender.why)
  const chosen = random.shuffle(writable).slice(0, Math.round(everybody.length * 0.06))
  const rewritten = new Map<number, { mention: Mention; message: string }>()
  chosen.forEach(({ row, sender }, i) => {
    const named = i < 3 && philippa ? philippa : random.pick(nameable.filter(person => person !== sender))
    const { by, en, de } = mentionings[i % mentionings.length]!
    const words = { name: named.fullName, email: named.email, phone: named.phone! }[by]
    const message = (sender.language === 'de' ? de : en).replace(`{${by}}`, words)
    const mention = { formRequestId: row.id, author: sender.email, named: named.email, by, words }
    rewritten.set(row.id, { mention, message })
  })
  return {
    sent: sent.map(form => {
      const found = rewritten.get(form.row.id)
      return found ? { ...form, row: { ...form.row, message: found.message } } : form
    }),
    mentions: [...rewritten.values()].map(({ mention }) => mention).sort((a, b) => a.formRequestId - b.formRequestId),
  }
}
