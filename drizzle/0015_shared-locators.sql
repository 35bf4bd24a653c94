-- Rows found by something several people may share: a telephone, an IP address, a device. They lie apart from what was found, and
-- none is in a copy before an officer says that it is theirs.
-- What one attempt found is followed by what people share. `run` and `admission` are fences: who wakes late finds another's. `more`: rows beyond those that are kept; `unread`: what could not be asked.
CREATE TABLE dossier.candidate_review (
  request_id uuid PRIMARY KEY REFERENCES dossier.request (id),
  attempt integer NOT NULL,
  run uuid NOT NULL,
  more integer NOT NULL,
  unread text[] NOT NULL,
  reviewed_at timestamp(3) with time zone,
  admission uuid
);
--> statement-breakpoint
-- Where the sealed rows of one collection lie, and how the search of the collection itself had ended.
CREATE TABLE dossier.candidate_segment (
  object_id text NOT NULL,
  request_id uuid NOT NULL REFERENCES dossier.request (id),
  attempt integer NOT NULL,
  source text NOT NULL,
  dataset text NOT NULL,
  collection text NOT NULL,
  records integer NOT NULL,
  plaintext_hash bytea NOT NULL,
  sealed_bytes integer NOT NULL,
  own_result text NOT NULL,
  own_count integer NOT NULL,
  own_reason text,
  PRIMARY KEY (request_id, object_id)
);
--> statement-breakpoint
-- Rows of one collection that belong to one another, and what speaks for and against their being the person's: codes and counts, no value.
CREATE TABLE dossier.candidate (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES dossier.request (id),
  source text NOT NULL,
  dataset text NOT NULL,
  collection text NOT NULL,
  kinds text[] NOT NULL,
  signs jsonb NOT NULL,
  positions integer[] NOT NULL,
  record_hashes text[] NOT NULL,
  state text NOT NULL CONSTRAINT candidate_state CHECK (state IN ('open', 'theirs', 'not-theirs')),
  in_copy boolean NOT NULL,
  place integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX candidate_request ON dossier.candidate (request_id, state, place);
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['candidate_review', 'candidate_segment', 'candidate'] LOOP
    EXECUTE format('CREATE TRIGGER require_transaction BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON dossier.%I
      FOR EACH STATEMENT EXECUTE FUNCTION dossier.require_transaction()', t);
    EXECUTE format('ALTER TABLE dossier.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY house ON dossier.%I TO dossier_officer, dossier_auditor, dossier_admin, dossier_system USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON dossier.candidate_review, dossier.candidate_segment, dossier.candidate TO dossier_system;
--> statement-breakpoint
GRANT SELECT, UPDATE (admission) ON dossier.candidate_review TO dossier_officer;
--> statement-breakpoint
GRANT SELECT ON dossier.candidate_review TO dossier_auditor;
--> statement-breakpoint
GRANT SELECT ON dossier.candidate_segment TO dossier_officer;
--> statement-breakpoint
GRANT SELECT, UPDATE (state) ON dossier.candidate TO dossier_officer;
--> statement-breakpoint
GRANT SELECT (id, request_id, source, dataset, collection, kinds, signs, state, in_copy, place) ON dossier.candidate TO dossier_auditor;
--> statement-breakpoint
-- What was found before this was looked for nowhere else: requests on the desk go on as they are.
SELECT set_config('dossier.tx', 'migration', true);
--> statement-breakpoint
INSERT INTO dossier.candidate_review (request_id, attempt, run, more, unread, reviewed_at)
SELECT id, attempt, gen_random_uuid(), 0, '{}', now() FROM dossier.request WHERE status IN ('review', 'ready') AND attempt > 0;
--> statement-breakpoint
INSERT INTO dossier.job_starter (job, role) VALUES ('admit-candidates', 'officer'), ('index-people', 'admin');
--> statement-breakpoint
SELECT set_config('dossier.tx', '', true);
