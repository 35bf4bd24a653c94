-- Who may touch what, by database role: what the code forgets to check is still refused here.
-- The roles themselves are made before the migrations (lib/db/roles.ts), because they belong to the server, not to the database.

-- The portal's login may have any name and inherits nothing: it may see that the schema is there and what time it is.
GRANT USAGE ON SCHEMA dossier TO PUBLIC;
--> statement-breakpoint
REVOKE ALL ON ALL TABLES IN SCHEMA dossier FROM PUBLIC;
--> statement-breakpoint

-- The transaction marker. The driver is known to run later statements of a broken transaction in autocommit on a fresh
-- connection; `begin` sets the marker for its transaction only, so such a stray write finds none and is refused.
CREATE FUNCTION dossier.require_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('dossier.tx', true), '') = '' THEN
    RAISE EXCEPTION 'no transaction marker: % on % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'DS001';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'dossier' AND tablename <> 'heartbeat' LOOP
    EXECUTE format('CREATE TRIGGER require_transaction BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON dossier.%I
      FOR EACH STATEMENT EXECUTE FUNCTION dossier.require_transaction()', t);
  END LOOP;
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'dossier' LOOP
    EXECUTE format('ALTER TABLE dossier.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY house ON dossier.%I TO dossier_officer, dossier_auditor, dossier_admin, dossier_system USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint

-- The history is append-only: by trigger for everybody, the owner included, and by right for the portal's roles.
CREATE FUNCTION dossier.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history is append-only: % on % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'DS002';
END $$;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.history_event FOR EACH STATEMENT EXECUTE FUNCTION dossier.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.history_leaf FOR EACH STATEMENT EXECUTE FUNCTION dossier.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.history_node FOR EACH STATEMENT EXECUTE FUNCTION dossier.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.history_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION dossier.refuse_change();
--> statement-breakpoint

-- When each request was answered, and who looked at what: read over the whole population, and a small part of all events.
CREATE INDEX history_event_answer ON dossier.history_event (stream, at) WHERE type IN ('package-released', 'request-refused');
--> statement-breakpoint
CREATE INDEX history_event_look ON dossier.history_event (at, stream, version) WHERE type IN ('looked', 'denied');
--> statement-breakpoint

-- The time of a transaction: the server's, and in the demo its offset. Milliseconds, because that is what JSON carries.
CREATE FUNCTION dossier.now() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossier, pg_temp AS $$
  SELECT date_trunc('milliseconds', pg_catalog.now() + coalesce((SELECT ahead_seconds FROM demo_clock WHERE id = 1), 0) * interval '1 second')
$$;
--> statement-breakpoint

-- Appends one event to one stream. The lock serialises writers of a stream; the primary key makes a second writer lose all the same.
-- The kind of actor is the database role, never the caller's word; a verb that acts with the system's rights says on whose behalf.
CREATE FUNCTION dossier.append_event(in_stream text, in_type text, in_data jsonb, in_at timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = dossier, pg_temp AS $$
DECLARE
  as_role text := replace(current_setting('role'), 'dossier_', '');
  who text := coalesce(current_setting('dossier.actor_kind', true), '');
  next_version integer;
BEGIN
  IF coalesce(current_setting('dossier.tx', true), '') = '' THEN
    RAISE EXCEPTION 'no transaction marker: event refused' USING ERRCODE = 'DS001';
  END IF;
  IF as_role <> 'system' AND as_role <> who THEN
    RAISE EXCEPTION 'role % may not speak for %', as_role, who USING ERRCODE = '42501';
  END IF;
  IF as_role = 'auditor' AND in_type NOT IN ('looked', 'denied') THEN
    RAISE EXCEPTION 'an auditor looks and changes nothing' USING ERRCODE = '42501';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(in_stream, 4711));
  SELECT coalesce(max(version), 0) + 1 INTO next_version FROM history_event WHERE stream = in_stream;
  INSERT INTO history_event (stream, version, at, actor, type, data)
    VALUES (in_stream, next_version, in_at, who || ':' || coalesce(current_setting('dossier.actor', true), ''), in_type, in_data);
  INSERT INTO history_pending (stream, version) VALUES (in_stream, next_version);
  RETURN next_version;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION dossier.append_event(text, text, jsonb, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION dossier.append_event(text, text, jsonb, timestamptz) TO dossier_visitor, dossier_person, dossier_officer, dossier_auditor, dossier_admin, dossier_system;
--> statement-breakpoint

-- A job is a row born in the transaction that causes it. graphile-worker's own tables admit their owner alone.
GRANT CREATE ON SCHEMA dossier TO dossier_queue;
--> statement-breakpoint
CREATE FUNCTION dossier.enqueue(job text, payload json, job_key text DEFAULT NULL, run_at timestamptz DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = graphile_worker, pg_temp AS $$
DECLARE
  as_role text := replace(current_setting('role'), 'dossier_', '');
BEGIN
  IF coalesce(current_setting('dossier.tx', true), '') = '' THEN
    RAISE EXCEPTION 'no transaction marker: job refused' USING ERRCODE = 'DS001';
  END IF;
  IF NOT (as_role = 'system' OR job IN ('send-mail', 'seal-history')
      OR (as_role IN ('officer', 'person') AND job IN ('begin-collection', 'destroy-package'))
      OR (as_role = 'officer' AND job IN ('build-package', 'collect'))) THEN
    RAISE EXCEPTION 'role % may not start job %', as_role, job USING ERRCODE = '42501';
  END IF;
  -- A job with a key is asked for again and again while it waits ('seal-history' by every event): the first one's time stays, or a
  -- busy portal would push it ahead of itself for ever.
  PERFORM graphile_worker.add_job(job, payload, run_at := run_at, job_key := job_key, max_attempts := 25, job_key_mode := 'preserve_run_at');
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION dossier.enqueue(text, json, text, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION dossier.enqueue(text, json, text, timestamptz) TO dossier_visitor, dossier_person, dossier_officer, dossier_auditor, dossier_admin, dossier_system;
--> statement-breakpoint
ALTER FUNCTION dossier.enqueue(text, json, text, timestamptz) OWNER TO dossier_queue;
--> statement-breakpoint
-- Which jobs wait or run, for whoever checks that state and queue agree.
CREATE FUNCTION dossier.waiting_jobs() RETURNS TABLE (job text, payload json, attempts int, exhausted boolean, locked_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = graphile_worker, pg_temp AS $$
BEGIN
  -- A running job that was asked for once more under its key counts as used up, so that it is not repeated; it has given up only when
  -- nobody runs it.
  RETURN QUERY SELECT t.identifier, j.payload, j.attempts::int, j.attempts >= j.max_attempts AND j.locked_at IS NULL, j.locked_at
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION dossier.waiting_jobs() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION dossier.waiting_jobs() TO dossier_system;
--> statement-breakpoint
ALTER FUNCTION dossier.waiting_jobs() OWNER TO dossier_queue;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA dossier FROM dossier_queue;
--> statement-breakpoint

-- Who holds this session cookie. Visitors must be able to ask, and may not read the table.
CREATE FUNCTION dossier.session_of(in_token bytea, in_now timestamptz)
RETURNS TABLE (kind text, subject_id uuid, role text, proved_at timestamptz, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossier, pg_temp AS $$
  SELECT s.kind, s.subject_id, st.role, s.proved_at, s.expires_at
  FROM session s LEFT JOIN staff st ON s.kind = 'staff' AND st.id = s.subject_id AND st.state = 'active'
  WHERE s.token_hash = in_token AND s.expires_at > in_now AND (s.kind = 'person' OR st.id IS NOT NULL)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION dossier.session_of(bytea, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION dossier.session_of(bytea, timestamptz) TO dossier_visitor;
--> statement-breakpoint

-- Older links to a mailbox die when a new one is issued. A visitor may cause that and may not read the table.
CREATE FUNCTION dossier.retire_links(in_address bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = dossier, pg_temp AS $$
BEGIN
  DELETE FROM link_token WHERE address_hash = in_address;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION dossier.retire_links(bytea) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION dossier.retire_links(bytea) TO dossier_visitor, dossier_person, dossier_system;
--> statement-breakpoint

-- The actor as a policy sees it. After a transaction the setting is the empty string, not null.
CREATE FUNCTION dossier.actor() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('dossier.actor', true), '')::uuid
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION dossier.actor() TO PUBLIC;
--> statement-breakpoint

-- The visitor: asks, and mends the address of what this browser asked while it is unproved.
CREATE POLICY visitor_asks ON dossier.request FOR INSERT TO dossier_visitor
  WITH CHECK (visitor_id = dossier.actor() AND status = 'received' AND person_id IS NULL);
--> statement-breakpoint
CREATE POLICY visitor_sees_own ON dossier.request FOR SELECT TO dossier_visitor
  USING (visitor_id = dossier.actor() AND status = 'received');
--> statement-breakpoint
CREATE POLICY visitor_mends_own ON dossier.request FOR UPDATE TO dossier_visitor
  USING (visitor_id = dossier.actor() AND status = 'received')
  WITH CHECK (visitor_id = dossier.actor() AND status = 'received' AND person_id IS NULL);
--> statement-breakpoint
CREATE POLICY visitor_asks ON dossier.deadline FOR INSERT TO dossier_visitor
  WITH CHECK (EXISTS (SELECT FROM dossier.request r WHERE r.id = request_id));
--> statement-breakpoint
CREATE POLICY visitor_writes ON dossier.mail FOR INSERT TO dossier_visitor, dossier_person WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY visitor_writes ON dossier.link_token FOR INSERT TO dossier_visitor, dossier_person WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY everyone_reads ON dossier.organisation FOR SELECT TO dossier_visitor, dossier_person USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (address_hash, intake, changed_at) ON dossier.request TO dossier_visitor;
--> statement-breakpoint
GRANT INSERT ON dossier.deadline, dossier.mail, dossier.link_token TO dossier_visitor, dossier_person;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON dossier.rate_counter TO dossier_system;
--> statement-breakpoint
GRANT SELECT ON dossier.organisation TO dossier_visitor, dossier_person, dossier_officer, dossier_auditor, dossier_admin, dossier_system;
--> statement-breakpoint

-- The person: sees their own requests and what belongs to them, and nothing else.
CREATE POLICY person_sees_own ON dossier.request FOR SELECT TO dossier_person USING (person_id = dossier.actor());
--> statement-breakpoint
-- Who asks while signed in has asked with a mailbox that may be another one: the request is nobody's until its link is used, and
-- until then its rows are made by whoever asked.
CREATE POLICY person_sees_asked ON dossier.request FOR SELECT TO dossier_person
  USING (visitor_id = dossier.actor() AND status = 'received');
--> statement-breakpoint
CREATE POLICY person_asks ON dossier.request FOR INSERT TO dossier_person
  WITH CHECK (status IN ('received', 'proved') AND (person_id IS NULL OR person_id = dossier.actor()));
--> statement-breakpoint
CREATE POLICY person_withdraws_own ON dossier.request FOR UPDATE TO dossier_person
  USING (person_id = dossier.actor()) WITH CHECK (person_id = dossier.actor());
--> statement-breakpoint
CREATE POLICY person_sees_self ON dossier.person FOR SELECT TO dossier_person USING (id = dossier.actor());
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['deadline', 'letter', 'search', 'coverage', 'package', 'segment', 'withholding'] LOOP
    EXECUTE format('CREATE POLICY person_sees_own ON dossier.%I FOR SELECT TO dossier_person
      USING (EXISTS (SELECT FROM dossier.request r WHERE r.id = request_id AND r.person_id = dossier.actor()))', t);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY person_sees_own ON dossier.package_file FOR SELECT TO dossier_person
  USING (EXISTS (SELECT FROM dossier.package p WHERE p.id = package_id));
--> statement-breakpoint
CREATE POLICY person_asks ON dossier.deadline FOR INSERT TO dossier_person
  WITH CHECK (EXISTS (SELECT FROM dossier.request r WHERE r.id = request_id));
--> statement-breakpoint
CREATE POLICY person_is_written_to ON dossier.letter FOR INSERT TO dossier_person
  WITH CHECK (EXISTS (SELECT FROM dossier.request r WHERE r.id = request_id));
--> statement-breakpoint
CREATE POLICY person_reads_own ON dossier.history_event FOR SELECT TO dossier_person
  USING (EXISTS (SELECT FROM dossier.request r WHERE r.person_id = dossier.actor() AND stream = 'request:' || r.id::text));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (status, changed_at) ON dossier.request TO dossier_person;
--> statement-breakpoint
GRANT SELECT ON dossier.person, dossier.deadline, dossier.letter, dossier.search, dossier.coverage, dossier.package, dossier.package_file, dossier.history_event TO dossier_person;
--> statement-breakpoint
GRANT INSERT ON dossier.letter TO dossier_person;
--> statement-breakpoint

-- The officer: every request, never the keys to the house.
GRANT SELECT, UPDATE ON dossier.request TO dossier_officer;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON dossier.deadline, dossier.withholding, dossier.package, dossier.package_file, dossier.search TO dossier_officer;
--> statement-breakpoint
GRANT SELECT, INSERT ON dossier.letter, dossier.mail, dossier.reason TO dossier_officer;
--> statement-breakpoint
GRANT SELECT ON dossier.person, dossier.coverage, dossier.segment, dossier.staff, dossier.source, dossier.history_event TO dossier_officer;
--> statement-breakpoint

-- The auditor: what happened and when, no sealed column, nothing to write; the look itself is told through append_event.
GRANT SELECT (id, ref, "right", status, locale, country, rules, channel, received_at, due_on, due_at, safe_on, lapse_at, assigned_to, attempt, outcome, changed_at) ON dossier.request TO dossier_auditor;
--> statement-breakpoint
GRANT SELECT ON dossier.deadline, dossier.search, dossier.coverage, dossier.package, dossier.package_file, dossier.history_event, dossier.history_leaf, dossier.history_node, dossier.history_checkpoint, dossier.history_pending TO dossier_auditor;
--> statement-breakpoint
GRANT SELECT (id, request_id, kind, written_at) ON dossier.letter TO dossier_auditor;
--> statement-breakpoint
GRANT SELECT (id, message_id, request_id, letter, state, unknowns, queued_at, outcome) ON dossier.mail TO dossier_auditor;
--> statement-breakpoint
GRANT SELECT (id, request_id, dataset, collection, field, ground, by, at) ON dossier.withholding TO dossier_auditor;
--> statement-breakpoint
GRANT SELECT (object_id, request_id, attempt, source, dataset, collection, records, plaintext_hash) ON dossier.segment TO dossier_auditor;
--> statement-breakpoint
GRANT SELECT (id, role, state, invited_at) ON dossier.staff TO dossier_auditor;
--> statement-breakpoint
GRANT SELECT (key, kind, added_at) ON dossier.source TO dossier_auditor;
--> statement-breakpoint

-- The admin: staff, organisation, sources. Sees that requests exist, not what was found.
GRANT SELECT, INSERT, UPDATE ON dossier.staff, dossier.organisation, dossier.source TO dossier_admin;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON dossier.challenge TO dossier_admin;
--> statement-breakpoint
GRANT DELETE ON dossier.passkey, dossier.session TO dossier_admin;
--> statement-breakpoint
GRANT SELECT (staff_id, credential_id, added_at) ON dossier.passkey TO dossier_admin;
--> statement-breakpoint
GRANT SELECT (kind, subject_id, expires_at) ON dossier.session TO dossier_admin;
--> statement-breakpoint
GRANT INSERT ON dossier.mail TO dossier_admin;
--> statement-breakpoint
GRANT SELECT, UPDATE (assigned_to, changed_at) ON dossier.request TO dossier_admin;
--> statement-breakpoint
GRANT SELECT ON dossier.deadline, dossier.search, dossier.coverage, dossier.package, dossier.history_event TO dossier_admin;
--> statement-breakpoint

-- The portal itself: everything but the past.
GRANT SELECT, INSERT, UPDATE, DELETE ON dossier.request, dossier.deadline, dossier.letter, dossier.reason, dossier.withholding, dossier.person, dossier.staff, dossier.passkey, dossier.challenge,
  dossier.link_token, dossier.session, dossier.search, dossier.coverage, dossier.segment, dossier.package, dossier.package_file, dossier.mail, dossier.organisation,
  dossier.demo_clock, dossier.source, dossier.heartbeat TO dossier_system;
--> statement-breakpoint
GRANT SELECT ON dossier.history_event TO dossier_system;
--> statement-breakpoint
GRANT SELECT, INSERT ON dossier.history_leaf, dossier.history_node, dossier.history_checkpoint TO dossier_system;
--> statement-breakpoint
GRANT SELECT, DELETE ON dossier.history_pending TO dossier_system;
--> statement-breakpoint

-- Workers say that they live, and look who fell silent, over the queue's own connection: when the portal's pool is stuck, the queue
-- still knows. Heartbeats are the server's real time and never the demo's clock.
CREATE POLICY queue_lives ON dossier.heartbeat TO dossier_queue USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON dossier.heartbeat TO dossier_queue;
--> statement-breakpoint

-- States are closed lists here too, so that a hand at the database cannot invent one.
ALTER TABLE dossier.request ADD CONSTRAINT request_status CHECK (status IN ('received', 'proved', 'collecting', 'review', 'ready', 'released', 'refused', 'withdrawn', 'lapsed', 'closed'));
--> statement-breakpoint
ALTER TABLE dossier.request ADD CONSTRAINT request_owner CHECK (person_id IS NOT NULL OR status IN ('received', 'lapsed', 'withdrawn', 'closed'));
--> statement-breakpoint
ALTER TABLE dossier.mail ADD CONSTRAINT mail_state CHECK (state IN ('queued', 'sending', 'sent', 'failed'));
--> statement-breakpoint
ALTER TABLE dossier.package ADD CONSTRAINT package_state CHECK (state IN ('building', 'ready', 'released', 'discarded', 'destroyed'));
--> statement-breakpoint
-- At most one live package per request, whatever two officers and three workers do.
CREATE UNIQUE INDEX package_one_live ON dossier.package (request_id) WHERE state IN ('building', 'ready', 'released');
--> statement-breakpoint
-- The desk's own list: what is proved and unanswered, most urgent first. The archive may grow; this index does not.
CREATE INDEX request_urgent ON dossier.request (due_at, id) WHERE status IN ('proved', 'collecting', 'review', 'ready');
