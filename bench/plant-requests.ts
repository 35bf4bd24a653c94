import type { Sql } from 'postgres'

/**
 * Five years of requests in the order they came: one in fifty alive, one in a hundred not proved yet, one in twenty-five never, the others over. Each with its receipt, its proof and its answer in
 * the history; what is alive with three sources searched, of which one in forty failed.
 */
export const plantRequests = (sql: Sql, count: number, me: string) =>
  sql.unsafe(`
    set session_replication_role = replica;
    set work_mem = '256MB';
    insert into dossier.organisation (id, name, address, contact, country, zone, sender, locales, authority, changed_at)
      values (1, 'Bench', 'Dublin', 'a@example.org', 'IE', 'Europe/Dublin', 'a@example.org', '{en}', '{}', now());
    insert into dossier.request (id, ref, "right", status, person_id, visitor_id, address_hash, intake, locale, country, rules, channel, received_at, due_on, due_at, safe_on, lapse_at, assigned_to, attempt, outcome, answered_at, changed_at)
    select gen_random_uuid(), 'D-' || lpad(upper(to_hex(n)), 8, '0'), 'access', s.status, case when s.status not in ('received', 'lapsed') then gen_random_uuid() end, gen_random_uuid(), sha256(n::text::bytea), sha256(n::text::bytea) , 'en',
      case when n % 3 = 0 then 'GB' else 'IE' end, case when n % 3 = 0 then '{uk_gdpr.access}'::text[] else '{eu_gdpr.access}' end, 'portal',
      s.at, (s.at + interval '30 days')::date, s.at + interval '31 days', (s.at + interval '27 days')::date, s.at + interval '27 days',
      case when n % 2 = 0 then '${me}'::uuid end, 1, case when s.status = 'closed' then 'fulfilled-full' end,
      case when s.status in ('released', 'closed') then s.at + interval '9 days' end, s.at
    from generate_series(1, ${count}) n cross join lateral (
      select case when n % 50 = 0 then (array['proved', 'collecting', 'review', 'ready'])[1 + n / 50 % 4] when n % 100 = 1 then 'received'
          when n % 25 = 2 then 'lapsed' when n % 10 = 3 then 'released' else 'closed' end as status,
        case when n % 50 = 0 or n % 100 = 1 then now() - (n % 3500) * interval '11 minutes'
          else now() - (40 + n % 1800) * interval '1 day' - (n % 86400) * interval '1 second' end as at) s
    order by s.at;
    insert into dossier.history_event (stream, version, at, actor, type, data)
      select 'request:' || id, v, received_at + v * interval '3 days', 'system:', (array['request-submitted', 'address-proved', 'package-released'])[v], '{}'
      from dossier.request, generate_series(1, case when status in ('released', 'closed') then 3 when status in ('received', 'lapsed') then 1 else 2 end) v;
    insert into dossier.search (request_id, attempt, source, state, run, collections_total, collections_done, records, unclassified, decoys, started_at)
      select r.id, 1, s, case when hashtext(r.ref || s) % 40 = 0 then 'failed' else 'done' end, gen_random_uuid(), 3, 3, 9, '{}', '{}', now()
      from dossier.request r, unnest(array['crm', 'shop', 'web']) s where r.status in ('collecting', 'review', 'ready');
    insert into dossier.coverage (request_id, attempt, source, dataset, collection, position, result, count)
      select request_id, 1, source, source, 'c' || c, c, 'found', 3 from dossier.search, generate_series(1, 3) c`)

/** What the history's tree and the law add to each request: a leaf for each event, and the duty to answer with its derivation. */
export const plantTrees = (sql: Sql) =>
  sql.unsafe(`
    set session_replication_role = replica;
    insert into dossier.history_leaf (index, stream, version) select row_number() over (order by at) - 1, stream, version from dossier.history_event;
    insert into dossier.deadline (request_id, matter, duty, rule, rule_version, calendar_version, zone, start_on, base_due_on, due_on, due_at, safe_on, notice_by, status, governs, confirmed, steps)
      select id, id, 'access', rules[1], repeat('a', 64), repeat('b', 64), 'Europe/Dublin', received_at::date, due_on, due_on, due_at, safe_on, due_on, 'running', true, true,
        jsonb_build_array(jsonb_build_object('step', 'start', 'on', received_at::date, 'cites', 'Regulation 1182/71 Art. 3(1)'), jsonb_build_object('step', 'months', 'count', 1, 'on', due_on, 'cites', 'GDPR Art. 12(3)'))
      from dossier.request`)
