import type { Handlers } from './handler.ts'

/**
 * Who does which job. Each handler is loaded when its first job comes, so that a worker that only sends mail never loads a PDF library.
 * A job without an entry here waits, and the worker says so.
 */
export const handlers = {
  'send-mail': async (payload, context) => (await import('#lib/mail/send-mail.ts')).sendMail(payload, context),
} as const satisfies Partial<Handlers>
