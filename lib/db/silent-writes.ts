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
    where: 'lib/identity/ask-passkey.ts',
    because:
      'A question to a passkey lives five minutes and decides nothing; whether it was answered rightly is told (signed-in, proof-failed).',
  },
  {
    table: 'heartbeat',
    where: 'lib/jobs/store.ts',
    because: 'That a worker lives is true for ten seconds; it decides who does a job and nothing about anybody.',
  },
  {
    table: 'search',
    where: 'lib/collection/lease-search.ts',
    because: 'A lease and how far it has come; what the search led to is told by source-searched or source-failed.',
  },
  {
    table: 'source_check',
    where: 'lib/sources/keep-check.ts',
    because:
      'Checks of before that nobody compares any more; what each one found was told (source-checked, source-searched).',
  },
  {
    table: 'coverage, segment',
    where: 'lib/collection/lease-search.ts',
    because: 'What a source said before it is read again; that it would be was told (sources-retried).',
  },
  {
    table: 'known_identifier, people_index',
    where: 'lib/others/index-source.ts, lib/others/index-people.ts',
    because:
      'A generation of the index while it is built, and what no generation counts any more; that one counts is told (people-indexed).',
  },
  {
    table: 'candidate_review, candidate, candidate_segment',
    where: 'lib/candidates/record-candidates.ts, lib/candidates/admit-candidates.ts',
    because:
      'Nothing that was found is shared with anybody, or what was said of a candidate was taken back before anything was done: nobody was asked and nothing changed.',
  },
  {
    table: 'rate_counter',
    where: 'lib/identity/limits.ts',
    because: 'Counted apart from the verb it guards, so that a refusal does not give the points back; keys are hashed.',
  },
  {
    table: 'link_token, owner_link, session, challenge, rate_counter',
    where: 'lib/jobs/sweep.ts',
    because: 'What time has ended; that it would end then was told when it began.',
  },
  {
    table: 'identity_review, identity_check',
    where: 'lib/jobs/sweep.ts',
    because:
      'What could be asked of people whose request has ended; that it ended stands in the history, and no answer ever did.',
  },
  {
    table: 'package_file',
    where: 'lib/packages/drop-discarded.ts',
    because: 'Files of packages whose discarding stands in the history (package-discarded).',
  },
  {
    table: 'message',
    where: 'lib/requests/view-messages.ts, lib/requests/view-own-messages.ts',
    because:
      'The mark that the other side has opened it; what was written and when is told (message-written, clarification-asked).',
  },
  {
    table: 'every sealed column',
    where: 'lib/jobs/rotate-keys.ts',
    because: 'The same text under another key; that keys were rotated is told once at the end (keys-rotated).',
  },
  {
    table: 'history_leaf, history_node, history_checkpoint, history_pending',
    where: 'lib/history/seal-history.ts',
    because: 'The tree is what events stand in; an event for each seal would never let it come to rest.',
  },
] as const satisfies readonly { table: string; where: string; because: string }[]
