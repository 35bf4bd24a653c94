import { config } from '#lib/config/config.ts'
import { mailboxDirectory } from '#lib/config/mailbox-directory.ts'
import { view } from '#lib/kernel/view.ts'
import { listMails, type MailSummary, type ReadMail, readMail } from '#lib/mail/read-mailbox.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'

/** Every mail the demo has caught, newest first, and in whose zone to write its times. "Not found" in any other start. */
export const viewMailbox = view({
  permission: 'mailbox:read-demo',
  async run({ tx }, _query: undefined): Promise<{ mails: MailSummary[]; zone: string } | undefined> {
    if (config().mode !== 'demo') return undefined
    const organisation = await readOrganisation(tx)
    return { mails: await listMails(mailboxDirectory()), zone: organisation?.zone ?? 'UTC' }
  },
})

/**
 * One mail of the demo, its HTML safe to show, its links to the portal made into paths: whoever opened the demo under another name of
 * this machine would otherwise leave their cookies behind.
 */
export const viewMail = view({
  permission: 'mailbox:read-demo',
  async run({ tx }, id: string): Promise<(ReadMail & { zone: string }) | undefined> {
    if (config().mode !== 'demo') return undefined
    const mail = await readMail(mailboxDirectory(), id)
    const organisation = await readOrganisation(tx)
    const html = mail?.html.replaceAll(`href="${config().origin}/`, 'href="/')
    return mail && { ...mail, html: html ?? '', zone: organisation?.zone ?? 'UTC' }
  },
})
