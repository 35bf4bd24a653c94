import type { Temporal } from 'temporal-polyfill'
import type { Scope } from '#lib/db/begin.ts'
import { newToken } from '#lib/kernel/ids.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import { hashOf, openText, sealText } from '#lib/vault/house-keys.ts'
import { insertLink, type QuestionRow } from './store.ts'

const ownerContext = (source: string) => `source_owner.address:${source}`
export const sealOwner = (source: string, address: string): Uint8Array => sealText(ownerContext(source), address)
export const openOwner = (source: string, sealed: Uint8Array): string => openText(ownerContext(source), sealed)

const askedContext = (id: string) => `owner_question.address:${id}`
export const sealAsked = (id: string, address: string): Uint8Array => sealText(askedContext(id), address)
export const openAsked = ({ id, address }: Pick<QuestionRow, 'id' | 'address'>): string =>
  openText(askedContext(id), address)

export const hashLink = (token: string): Uint8Array => hashOf('token', token)

/** Step: one more link to a question, good until its time is over. `standsIn`: for an officer, and then not mailed. */
export async function makeLink(
  { tx }: Pick<Scope, 'tx'>,
  question: Pick<QuestionRow, 'id'>,
  expiresAt: Temporal.Instant,
  standsIn: string | null = null,
): Promise<string> {
  const token = newToken()
  await insertLink(tx, { tokenHash: hashLink(token), questionId: question.id, expiresAt, standsIn })
  return token
}

/** Whole days left, rounded up: on the last day it is one. */
export const daysLeft = (from: Temporal.Instant, to: Temporal.Instant): number =>
  Math.max(1, Math.ceil(from.until(to).total('hours') / 24))

/**
 * Step: writes to whoever is asked. The mail says that something is to be looked for and how long there is, never whose; earlier links
 * stay good, because whoever was reminded may still open the first mail.
 */
export async function mailOwner(
  scope: Scope,
  question: QuestionRow,
  letter: 'owner-asked' | 'owner-reminded',
): Promise<void> {
  const token = await makeLink(scope, question, question.dueAt)
  await queueMail(scope, {
    to: openAsked(question),
    letter,
    data: { link: `/owner/${token}`, days: daysLeft(scope.now, question.dueAt) },
    locale: question.locale,
    requestId: question.requestId,
  })
}
