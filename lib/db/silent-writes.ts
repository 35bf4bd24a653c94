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
    table: 'challenge',
    where: 'lib/identity/challenge-store.ts',
    because: 'A question to a passkey lives five minutes and decides nothing; whether it was answered rightly is told (signed-in, proof-failed).',
  },
  {
    table: 'rate_counter',
    where: 'lib/identity/limits.ts',
    because: 'How often somebody tried is counted also when what they tried was refused, and forgotten after a quarter of an hour.',
  },
  {
    table: 'heartbeat',
    where: 'lib/jobs/store.ts',
    because: 'That a worker lives is true for ten seconds; it decides who does a job and nothing about anybody.',
  },
] as const satisfies readonly { table: string; where: string; because: string }[]
