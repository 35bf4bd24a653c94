-- What is said on the way of a request: messages and questions, a request taken in for somebody, a copy that went to the wrong person,
-- rows that must not be deleted while a request is open.

-- Since when the clock stands still under the rule that governs: cached like the due date, and derived from the same events.
ALTER TABLE dossier.request ADD COLUMN paused_since date;
--> statement-breakpoint
CREATE TABLE dossier.message (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES dossier.request (id),
  side text NOT NULL CONSTRAINT message_side CHECK (side IN ('person', 'team')),
  kind text NOT NULL CONSTRAINT message_kind CHECK (kind IN ('message', 'question', 'answer')),
  body bytea NOT NULL,
  by uuid,
  written_at timestamp(3) with time zone NOT NULL,
  read_at timestamp(3) with time zone,
  -- Who of the team wrote is known to colleagues; a person writes for themselves alone.
  CONSTRAINT message_author CHECK ((side = 'team') = (by IS NOT NULL))
);
--> statement-breakpoint
CREATE INDEX message_request ON dossier.message (request_id, written_at, id);
--> statement-breakpoint
CREATE INDEX message_unread ON dossier.message (request_id) WHERE read_at IS NULL;
--> statement-breakpoint
CREATE TABLE dossier.question (
  id uuid PRIMARY KEY REFERENCES dossier.message (id),
  request_id uuid NOT NULL REFERENCES dossier.request (id),
  state text NOT NULL CONSTRAINT question_state CHECK (state IN ('open', 'answered', 'declined', 'unanswered')),
  asked_at timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
-- Whatever two officers do at once: one question is open, and its answer ends one pause.
CREATE UNIQUE INDEX question_one_open ON dossier.question (request_id) WHERE state = 'open';
--> statement-breakpoint
CREATE INDEX question_waiting ON dossier.question (asked_at) WHERE state = 'open';
--> statement-breakpoint
CREATE TABLE dossier.breach (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES dossier.request (id),
  aware_at timestamp(3) with time zone NOT NULL,
  due_at timestamp(3) with time zone NOT NULL,
  account bytea NOT NULL,
  authority text NOT NULL CONSTRAINT breach_authority CHECK (authority IN ('undecided', 'told', 'not-needed')),
  authority_at timestamp(3) with time zone,
  persons text NOT NULL CONSTRAINT breach_persons CHECK (persons IN ('undecided', 'told', 'not-needed')),
  persons_at timestamp(3) with time zone,
  closed_at timestamp(3) with time zone,
  CONSTRAINT breach_authority_when CHECK ((authority = 'undecided') = (authority_at IS NULL)),
  CONSTRAINT breach_persons_when CHECK ((persons = 'undecided') = (persons_at IS NULL)),
  CONSTRAINT breach_decided CHECK (closed_at IS NULL OR (authority <> 'undecided' AND persons <> 'undecided'))
);
--> statement-breakpoint
CREATE INDEX breach_open ON dossier.breach (due_at, id) WHERE closed_at IS NULL;
--> statement-breakpoint
CREATE INDEX breach_request ON dossier.breach (request_id);
--> statement-breakpoint
CREATE TABLE dossier.hold (
  request_id uuid NOT NULL REFERENCES dossier.request (id),
  source text NOT NULL,
  dataset text NOT NULL,
  collection text NOT NULL,
  record_hash bytea NOT NULL,
  PRIMARY KEY (request_id, record_hash)
);
--> statement-breakpoint
CREATE INDEX hold_record ON dossier.hold (source, record_hash);
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['message', 'question', 'breach', 'hold'] LOOP
    EXECUTE format('REVOKE ALL ON dossier.%I FROM PUBLIC', t);
    EXECUTE format('CREATE TRIGGER require_transaction BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON dossier.%I
      FOR EACH STATEMENT EXECUTE FUNCTION dossier.require_transaction()', t);
    EXECUTE format('ALTER TABLE dossier.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY house ON dossier.%I TO dossier_officer, dossier_auditor, dossier_admin, dossier_system USING (true) WITH CHECK (true)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['message', 'question'] LOOP
    EXECUTE format('CREATE POLICY person_sees_own ON dossier.%I FOR SELECT TO dossier_person
      USING (EXISTS (SELECT FROM dossier.request r WHERE r.id = request_id AND r.person_id = dossier.actor()))', t);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY person_writes_own ON dossier.message FOR INSERT TO dossier_person
  WITH CHECK (side = 'person' AND EXISTS (SELECT FROM dossier.request r WHERE r.id = request_id AND r.person_id = dossier.actor()));
--> statement-breakpoint
-- That a message was opened: the mark alone, on what the team wrote to this person.
CREATE POLICY person_reads_own ON dossier.message FOR UPDATE TO dossier_person
  USING (side = 'team' AND EXISTS (SELECT FROM dossier.request r WHERE r.id = request_id AND r.person_id = dossier.actor()));
--> statement-breakpoint
-- Which of us wrote is no business of the person's: they hear "the privacy team".
GRANT SELECT (id, request_id, side, kind, body, written_at, read_at), INSERT, UPDATE (read_at) ON dossier.message TO dossier_person;
--> statement-breakpoint
GRANT SELECT ON dossier.question TO dossier_person;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (read_at) ON dossier.message TO dossier_officer;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state) ON dossier.question TO dossier_officer;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (authority, authority_at, persons, persons_at, closed_at) ON dossier.breach TO dossier_officer;
--> statement-breakpoint
GRANT SELECT ON dossier.hold TO dossier_officer;
--> statement-breakpoint
-- A letter or a call is written down by an officer; the link goes to the mailbox of whoever it is about.
GRANT INSERT ON dossier.request, dossier.link_token, dossier.person TO dossier_officer;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION dossier.retire_links(bytea) TO dossier_officer;
--> statement-breakpoint
GRANT SELECT (id, request_id, side, kind, written_at, read_at) ON dossier.message TO dossier_auditor;
--> statement-breakpoint
GRANT SELECT ON dossier.question TO dossier_auditor;
--> statement-breakpoint
GRANT SELECT (id, request_id, aware_at, due_at, authority, authority_at, persons, persons_at, closed_at) ON dossier.breach TO dossier_auditor, dossier_admin;
--> statement-breakpoint
GRANT SELECT (request_id, source, dataset, collection) ON dossier.hold TO dossier_auditor, dossier_admin;
--> statement-breakpoint
GRANT SELECT (id, request_id, side, kind, written_at, read_at) ON dossier.message TO dossier_admin;
--> statement-breakpoint
GRANT SELECT ON dossier.question TO dossier_admin;
--> statement-breakpoint
GRANT SELECT (paused_since) ON dossier.request TO dossier_auditor;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON dossier.message, dossier.question, dossier.breach, dossier.hold TO dossier_system;
--> statement-breakpoint
-- A copy that went to the wrong person is out of reach at once, and destroyed by a job a moment later.
ALTER TABLE dossier.package DROP CONSTRAINT package_state;
--> statement-breakpoint
ALTER TABLE dossier.package ADD CONSTRAINT package_state CHECK (state IN ('building', 'ready', 'released', 'revoked', 'discarded', 'destroyed'));
