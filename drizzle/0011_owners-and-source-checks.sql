-- Sources that lie with a person: who is asked, what was asked about which request, the links, the files they gave.
CREATE TABLE dossier.source_owner (
  source text PRIMARY KEY REFERENCES dossier.source (key),
  address bytea NOT NULL,
  locale text NOT NULL,
  days integer NOT NULL CONSTRAINT source_owner_days CHECK (days BETWEEN 1 AND 60),
  -- Searches that begin ask them; an admin who gives the place up has it rest.
  asked boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE dossier.owner_question (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES dossier.request (id),
  attempt integer NOT NULL,
  source text NOT NULL REFERENCES dossier.source (key),
  -- Sealed: whose mailbox was asked. An officer may have asked another one than the source's.
  address bytea NOT NULL,
  locale text NOT NULL,
  state text NOT NULL CONSTRAINT owner_question_state CHECK (state IN ('waiting', 'answered', 'unanswered', 'dropped')),
  asked_at timestamp(3) with time zone NOT NULL,
  due_at timestamp(3) with time zone NOT NULL,
  chased integer NOT NULL
);
--> statement-breakpoint
-- One question at a time for each source of a request.
CREATE UNIQUE INDEX owner_question_live ON dossier.owner_question (request_id, attempt, source) WHERE state <> 'dropped';
--> statement-breakpoint
CREATE INDEX owner_question_waiting ON dossier.owner_question (due_at) WHERE state = 'waiting';
--> statement-breakpoint
-- The link is kept as a keyed hash. `stands_in`: an officer who answers in the owner's stead.
CREATE TABLE dossier.owner_link (
  token_hash bytea PRIMARY KEY,
  question_id uuid NOT NULL REFERENCES dossier.owner_question (id),
  expires_at timestamp(3) with time zone NOT NULL,
  stands_in uuid
);
--> statement-breakpoint
CREATE INDEX owner_link_question ON dossier.owner_link (question_id);
--> statement-breakpoint
CREATE TABLE dossier.owner_answer (
  question_id uuid PRIMARY KEY REFERENCES dossier.owner_question (id),
  answer text NOT NULL CONSTRAINT owner_answer_kind CHECK (answer IN ('found', 'nothing', 'exception')),
  -- The commitment under which the note lies sealed among the reasons of the request.
  note text,
  instead boolean NOT NULL,
  answered_at timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
-- Files an owner gave: they lie in the vault under the request's key; their names, which may name people, are sealed.
CREATE TABLE dossier.owner_file (
  id uuid PRIMARY KEY,
  question_id uuid NOT NULL REFERENCES dossier.owner_question (id),
  request_id uuid NOT NULL REFERENCES dossier.request (id),
  object_id text NOT NULL,
  name bytea NOT NULL,
  bytes bigint NOT NULL,
  sha256 bytea NOT NULL,
  added_at timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX owner_file_question ON dossier.owner_file (question_id);
--> statement-breakpoint
CREATE INDEX owner_file_request ON dossier.owner_file (request_id);
--> statement-breakpoint
-- What map and source had of each other whenever somebody compared them: names of tables and columns, never a value.
CREATE TABLE dossier.source_check (
  id uuid PRIMARY KEY,
  source text NOT NULL REFERENCES dossier.source (key),
  at timestamp(3) with time zone NOT NULL,
  reason text,
  tables integer NOT NULL,
  columns integer NOT NULL,
  unclassified text[] NOT NULL,
  missing text[] NOT NULL,
  fingerprint text
);
--> statement-breakpoint
CREATE INDEX source_check_latest ON dossier.source_check (source, at DESC);
--> statement-breakpoint
-- That somebody looked for an address without a request, and the purpose they typed, sealed. Neither the address nor what was found is kept.
CREATE TABLE dossier.source_trial (
  id uuid PRIMARY KEY,
  by uuid NOT NULL,
  purpose bytea NOT NULL,
  at timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['source_owner', 'owner_question', 'owner_link', 'owner_answer', 'owner_file', 'source_check', 'source_trial'] LOOP
    EXECUTE format('CREATE TRIGGER require_transaction BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON dossier.%I
      FOR EACH STATEMENT EXECUTE FUNCTION dossier.require_transaction()', t);
    EXECUTE format('ALTER TABLE dossier.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY house ON dossier.%I TO dossier_officer, dossier_auditor, dossier_admin, dossier_system USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON dossier.source_owner, dossier.owner_question, dossier.owner_link, dossier.owner_answer, dossier.owner_file, dossier.source_check, dossier.source_trial TO dossier_system;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON dossier.owner_question TO dossier_officer;
--> statement-breakpoint
GRANT SELECT ON dossier.source_owner, dossier.owner_answer, dossier.owner_file, dossier.source_check, dossier.source_trial TO dossier_officer;
--> statement-breakpoint
GRANT SELECT (question_id, expires_at, stands_in), INSERT, DELETE ON dossier.owner_link TO dossier_officer;
--> statement-breakpoint
GRANT INSERT ON dossier.source_trial TO dossier_officer;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON dossier.source_owner TO dossier_admin;
--> statement-breakpoint
GRANT SELECT ON dossier.source_check TO dossier_admin;
--> statement-breakpoint
GRANT SELECT (id, by, at) ON dossier.source_trial TO dossier_admin, dossier_auditor;
--> statement-breakpoint
GRANT SELECT (id, request_id, attempt, source, state, asked_at, due_at, chased) ON dossier.owner_question TO dossier_auditor, dossier_admin;
--> statement-breakpoint
GRANT SELECT (question_id, answer, instead, answered_at) ON dossier.owner_answer TO dossier_auditor;
--> statement-breakpoint
GRANT SELECT (id, question_id, request_id, bytes, added_at) ON dossier.owner_file TO dossier_auditor;
--> statement-breakpoint
GRANT SELECT ON dossier.source_check TO dossier_auditor;
--> statement-breakpoint

-- Which role may start which job, as rows: a new job adds its own and rewrites nobody's list. The portal itself may start any. A later
-- migration marks its transaction before it adds one: SELECT set_config('dossier.tx', 'migration', true).
CREATE TABLE dossier.job_starter (
  job text NOT NULL,
  role text NOT NULL,
  PRIMARY KEY (job, role)
);
--> statement-breakpoint
INSERT INTO dossier.job_starter (job, role)
  SELECT job, role FROM (VALUES ('send-mail'), ('seal-history')) AS j (job),
    (VALUES ('visitor'), ('person'), ('officer'), ('auditor'), ('admin')) AS r (role)
  UNION ALL VALUES ('begin-collection', 'officer'), ('begin-collection', 'person'), ('destroy-package', 'officer'), ('destroy-package', 'person'),
    ('build-package', 'officer'), ('collect', 'officer'), ('check-source', 'officer'), ('check-source', 'admin');
--> statement-breakpoint
CREATE TRIGGER require_transaction BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON dossier.job_starter FOR EACH STATEMENT EXECUTE FUNCTION dossier.require_transaction();
--> statement-breakpoint
ALTER TABLE dossier.job_starter ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY queue_reads ON dossier.job_starter FOR SELECT TO dossier_queue USING (true);
--> statement-breakpoint
GRANT SELECT ON dossier.job_starter TO dossier_queue;
--> statement-breakpoint
GRANT CREATE ON SCHEMA dossier TO dossier_queue;
--> statement-breakpoint
SET LOCAL ROLE dossier_queue;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION dossier.enqueue(job text, payload json, job_key text DEFAULT NULL, run_at timestamptz DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = graphile_worker, pg_temp AS $$
DECLARE
  as_role text := replace(current_setting('role'), 'dossier_', '');
BEGIN
  IF coalesce(current_setting('dossier.tx', true), '') = '' THEN
    RAISE EXCEPTION 'no transaction marker: job refused' USING ERRCODE = 'DS001';
  END IF;
  IF NOT (as_role = 'system' OR EXISTS (SELECT FROM dossier.job_starter s WHERE s.job = enqueue.job AND s.role = as_role)) THEN
    RAISE EXCEPTION 'role % may not start job %', as_role, job USING ERRCODE = '42501';
  END IF;
  -- A job with a key is asked for again and again while it waits ('seal-history' by every event): the first one's time stays, or a
  -- busy portal would push it ahead of itself for ever.
  PERFORM graphile_worker.add_job(job, payload, run_at := run_at, job_key := job_key, max_attempts := 25, job_key_mode := 'preserve_run_at');
END $$;
--> statement-breakpoint
RESET ROLE;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA dossier FROM dossier_queue;
