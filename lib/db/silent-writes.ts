/**
 * What is written through `begin`, or beside it, without an event in the history, each with its reason. Everything else is a verb, and a
 * verb tells what it did.
 */
export const silentWrites = [
  {
    table: 'mail',
    where: 'lib/mail/send-mail.ts',
    because:
      'How far a mail has come is the business of the mail servers; that it was written stands in the history (letter-written).',
  },
  {
    table: 'heartbeat',
    where: 'lib/jobs/store.ts',
    because: 'That a worker lives is true for ten seconds; it decides who does a job and nothing about anybody.',
  },
] as const satisfies readonly { table: string; where: string; because: string }[]
