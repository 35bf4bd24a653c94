import { z } from 'zod'
import { openText, sealText, sealValue } from '#lib/vault/house-keys.ts'

const shape = z.object({ to: z.string(), subject: z.string(), text: z.string(), html: z.string() })

/** What a mail says and to whom; kept sealed, because the address is personal and the link opens a session. */
export type MailContent = z.infer<typeof shape>

const context = (mailId: string) => `mail.content:${mailId}`

export const sealContent = (mailId: string, content: MailContent): Uint8Array => sealValue(context(mailId), content)

export const openContent = (mailId: string, sealed: Uint8Array): MailContent =>
  shape.parse(JSON.parse(openText(context(mailId), sealed)))

/** What is left of a mail that needs nobody any more: a seal around nothing, so that a change of keys finds no exception. */
export const emptyContent = (mailId: string): Uint8Array => sealText(context(mailId), '')
