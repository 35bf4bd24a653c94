import { simpleParser } from 'mailparser'
import type { Temporal } from 'temporal-polyfill'
import { type KeptMail, mailIds, readKept } from './mailbox-files.ts'
import { safeHtml } from './safe-html.ts'

export type MailSummary = {
  id: string
  /** When it came in; the machine's real time, not the demo's. */
  at: Temporal.Instant
  to: string[]
  subject: string
  messageId: string
  /** 1 for the first with this Message-ID, 2 for a repeat: a mail program would show them as one. */
  copy: number
}

export type ReadMail = MailSummary & {
  from: string
  text: string
  /** The HTML part as a page may show it: paragraphs, headings, lists, links to http(s). Empty when there is none. */
  html: string
}

/** All mails of a directory, newest first; `to` keeps those for one address, compared without regard to case. */
export async function listMails(directory: string, { to }: { to?: string } = {}): Promise<MailSummary[]> {
  const seen = new Map<string, number>()
  const found: MailSummary[] = []
  for (const id of (await mailIds(directory)).reverse()) {
    const kept = await readKept(directory, id)
    if (!kept) continue
    const { summary } = await parse(kept)
    const copy = (seen.get(summary.messageId) ?? 0) + 1
    seen.set(summary.messageId, copy)
    found.push({ ...summary, copy })
  }
  const wanted = to?.toLowerCase()
  return found.filter(mail => wanted === undefined || mail.to.some(each => each.toLowerCase() === wanted)).reverse()
}

/** One mail; undefined when the id is unknown. */
export async function readMail(directory: string, id: string): Promise<ReadMail | undefined> {
  const kept = await readKept(directory, id)
  if (!kept) return undefined
  const { summary, parsed } = await parse(kept)
  const copy = (await listMails(directory)).find(mail => mail.id === id)?.copy ?? 1
  const html = typeof parsed.html === 'string' ? safeHtml(parsed.html) : ''
  return { ...summary, copy, from: parsed.from?.text ?? '', text: parsed.text ?? '', html }
}

async function parse(kept: KeptMail) {
  const parsed = await simpleParser(kept.raw, { skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true })
  const delivered = parsed.headerLines.filter(({ key }) => key === 'delivered-to')
  const summary = {
    id: kept.id,
    at: kept.at,
    to: delivered.map(({ line }) => line.slice(line.indexOf(':') + 1).trim()),
    subject: parsed.subject ?? '',
    messageId: parsed.messageId ?? '',
  }
  return { summary, parsed }
}
