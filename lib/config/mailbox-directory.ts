import { join } from 'node:path'
import { dataDirectory } from './environment.ts'

/** Where the demo keeps the mails it catches. */
export const mailboxDirectory = (): string => join(dataDirectory(process.env), 'mailbox')
