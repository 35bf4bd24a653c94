import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#lib/db/begin.ts'

/** A sentence that must hold of the whole house, and the query that finds what breaks it: ids and codes, never a value. */
export type Invariant = { says: string; breaks: SQL }

const waits = (job: string, match: SQL) =>
  sql`exists (select from dossier.waiting_jobs() j where j.job = ${job} and ${match})`

/** State, jobs and mails agree. Each query names what is wrong in its one column `what`. */
export const invariants: readonly Invariant[] = [
  {
    says: 'a proved request has its search begun, or a job that begins it',
    breaks: sql`select ref as what from dossier.request r where status = 'proved'
      and not ${waits('begin-collection', sql`j.payload->>'requestId' = r.id::text`)}`,
  },
  {
    says: 'a search that has not answered has a job that asks, or a colleague who was asked',
    breaks: sql`select r.ref || ' ' || s.source as what from dossier.search s join dossier.request r on r.id = s.request_id
      where r.status = 'collecting' and s.attempt = r.attempt and s.state in ('waiting', 'running')
      and not exists (select from dossier.owner_question q where q.request_id = r.id and q.attempt = s.attempt and q.source = s.source and q.state = 'waiting')
      and not ${waits('collect', sql`j.payload->>'requestId' = r.id::text and j.payload->>'source' = s.source and (j.payload->>'attempt')::int = s.attempt`)}`,
  },
  {
    says: 'a request is searched as long as a source has not answered, and not longer',
    breaks: sql`select ref as what from dossier.request r where status = 'collecting' and not exists (
      select from dossier.search s where s.request_id = r.id and s.attempt = r.attempt and s.state in ('waiting', 'running'))`,
  },
  {
    says: 'what was found for a request under review was looked at for whose it is, or a job will',
    breaks: sql`select ref as what from dossier.request r where status in ('review', 'ready') and attempt > 0
      and not exists (select from dossier.identity_review i where i.request_id = r.id and i.attempt = r.attempt)
      and not ${waits('review-identity', sql`j.payload->>'requestId' = r.id::text`)}`,
  },
  {
    says: 'what was found for a request under review was looked through for other people, or a job will',
    breaks: sql`select ref as what from dossier.request r where status in ('review', 'ready') and attempt > 0
      and not exists (select from dossier.others_review o where o.request_id = r.id and o.attempt = r.attempt)
      and not ${waits('find-others', sql`j.payload->>'requestId' = r.id::text`)}`,
  },
  {
    says: 'what was found for a request under review was followed by what people share, or a job will',
    breaks: sql`select ref as what from dossier.request r join dossier.candidate_review c on c.request_id = r.id
      where r.status in ('review', 'ready') and c.attempt = r.attempt and c.reviewed_at is null
      and not ${waits('find-candidates', sql`j.payload->>'run' = c.run::text`)}`,
  },
  {
    says: 'a row that an officer said is theirs lies beside the findings, or a job will put it there',
    breaks: sql`select ref as what from dossier.request r join dossier.candidate_review c on c.request_id = r.id
      where r.status in ('review', 'ready') and c.attempt = r.attempt and case when c.admission is null
        then exists (select from dossier.candidate d where d.request_id = r.id and (d.state = 'theirs') <> d.in_copy)
        else not ${waits('admit-candidates', sql`j.payload->>'run' = c.admission::text`)} end`,
  },
  {
    says: 'what hangs on a row that an officer said is theirs was looked for, or a job will',
    breaks: sql`select ref as what from dossier.request r join dossier.candidate_review c on c.request_id = r.id
      where r.status in ('review', 'ready') and c.attempt = r.attempt and c.following is not null
      and not ${waits('find-candidates', sql`j.payload->>'run' = c.following::text`)}`,
  },
  {
    says: 'a package that is being built has a job that builds it',
    breaks: sql`select id::text as what from dossier.package p where state = 'building'
      and not ${waits('build-package', sql`j.payload->>'packageId' = p.id::text`)}`,
  },
  {
    says: 'a copy that was revoked has a job that destroys it',
    breaks: sql`select id::text as what from dossier.package p where state = 'revoked'
      and not ${waits('destroy-package', sql`j.payload->>'requestId' = p.request_id::text`)}`,
  },
  {
    says: 'a mail that has not left has a job that sends it',
    breaks: sql`select id::text as what from dossier.mail m where state in ('queued', 'sending')
      and not ${waits('send-mail', sql`j.payload->>'mailId' = m.id::text`)}`,
  },
  {
    says: 'no mail is repeated more than once without knowing what became of it',
    breaks: sql`select id::text as what from dossier.mail where unknowns > 1`,
  },
  {
    says: 'no job has given up',
    breaks: sql`select job as what from dossier.waiting_jobs() where exhausted`,
  },
  {
    says: 'no job is held longer than a worker may be silent',
    breaks: sql`select job as what from dossier.waiting_jobs() where locked_at < clock_timestamp() - interval '20 minutes'`,
  },
  {
    says: 'a ready request has its package ready, a released one had one released',
    breaks: sql`select ref as what from dossier.request r where
      (status = 'ready' and not exists (select from dossier.package p where p.request_id = r.id and p.state = 'ready' and p.attempt = r.attempt))
      or (status = 'released' and not exists (select from dossier.package p where p.request_id = r.id and p.state in ('released', 'revoked', 'destroyed')))`,
  },
  {
    says: 'exactly one rule governs, and the request has its dates',
    breaks: sql`select r.ref as what from dossier.request r
      left join dossier.deadline d on d.request_id = r.id and d.governs
      group by r.id having count(d.*) <> 1 or bool_or(d.due_on <> r.due_on or d.due_at <> r.due_at or d.safe_on <> r.safe_on)`,
  },
  {
    says: 'every event has its leaf or waits for one',
    breaks: sql`select e.stream || ' ' || e.version as what from dossier.history_event e
      left join dossier.history_leaf l using (stream, version) left join dossier.history_pending p using (stream, version)
      where (l.index is null) = (p.stream is null)`,
  },
]

export const brokenBy = async (tx: Tx, { breaks }: Invariant): Promise<string[]> =>
  (await tx.execute<{ what: string }>(sql`${breaks} limit 20`)).map(({ what }) => what)

export type Held = { requestId: string; objectId: string }

/** Every object of the vault that a row counts on, and the requests whose search or build may be adding some right now. */
export async function readHeldObjects(tx: Tx): Promise<{ held: Held[]; busy: Set<string> }> {
  const held = await tx.execute<Held>(sql`
    select request_id as "requestId", object_id as "objectId" from dossier.segment
    union all
    select request_id, object_id from dossier.candidate_segment
    union all
    select request_id, object_id from dossier.owner_file
    union all
    select p.request_id, f.object_id from dossier.package_file f join dossier.package p on p.id = f.package_id`)
  const busy = await tx.execute<{ id: string }>(sql`
    select id from dossier.request where status = 'collecting'
    union select request_id from dossier.package where state = 'building'
    union select (payload->>'requestId')::uuid from dossier.waiting_jobs() where job in ('find-candidates', 'admit-candidates', 'drop-older')`)
  return { held: [...held], busy: new Set(busy.map(({ id }) => id)) }
}
