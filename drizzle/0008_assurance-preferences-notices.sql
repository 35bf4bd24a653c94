-- How sure we are that it is them: what one look at the findings said, the questions put to the person, and whom we told.
CREATE TABLE dossier.identity_review (
  request_id uuid PRIMARY KEY REFERENCES dossier.request (id),
  attempt integer NOT NULL,
  -- Sealed: questions that could be put, each with keyed hashes of its right answers. No answer stands anywhere in clear.
  facts bytea NOT NULL,
  reviewed_at timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE dossier.identity_check (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL UNIQUE REFERENCES dossier.request (id),
  level text NOT NULL CONSTRAINT identity_check_level CHECK (level IN ('L2', 'L3')),
  questions bytea NOT NULL,
  asked_at timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
-- Who was told that a request was opened: once for each request and mailbox. The link is kept as a keyed hash.
CREATE TABLE dossier.alert (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  request_id uuid NOT NULL REFERENCES dossier.request (id),
  address_hash bytea NOT NULL,
  told_at timestamp(3) with time zone NOT NULL,
  UNIQUE (request_id, address_hash)
);
--> statement-breakpoint
-- Former addresses a person named: searched too, and told; sealed, found by keyed hash.
CREATE TABLE dossier.former_address (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES dossier.request (id),
  address_hash bytea NOT NULL,
  address bytea NOT NULL,
  named_at timestamp(3) with time zone NOT NULL,
  UNIQUE (request_id, address_hash)
);
--> statement-breakpoint
-- Who does not want to be written to for marketing. Kept as long as mail is sent: forgetting it would undo it.
CREATE TABLE dossier.suppression (
  id uuid PRIMARY KEY,
  address_hash bytea NOT NULL UNIQUE,
  address bytea NOT NULL,
  since timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
-- Versions of the privacy notice, word for word. Published once and never changed.
CREATE TABLE dossier.notice_version (
  number integer PRIMARY KEY CHECK (number > 0),
  effective_on date NOT NULL UNIQUE,
  texts jsonb NOT NULL,
  changes jsonb NOT NULL,
  sha256 text NOT NULL,
  published_by uuid,
  published_at timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE dossier.notice_reader (
  person_id uuid PRIMARY KEY REFERENCES dossier.person (id),
  since timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE dossier.notice_told (
  number integer NOT NULL REFERENCES dossier.notice_version (number),
  person_id uuid NOT NULL,
  told_at timestamp(3) with time zone NOT NULL,
  PRIMARY KEY (number, person_id)
);
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['identity_review', 'identity_check', 'alert', 'former_address', 'suppression', 'notice_version', 'notice_reader', 'notice_told'] LOOP
    EXECUTE format('CREATE TRIGGER require_transaction BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON dossier.%I
      FOR EACH STATEMENT EXECUTE FUNCTION dossier.require_transaction()', t);
    EXECUTE format('ALTER TABLE dossier.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY house ON dossier.%I TO dossier_officer, dossier_auditor, dossier_admin, dossier_system USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- A notice that was published stays as it was published, for the owner too.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.notice_version FOR EACH STATEMENT EXECUTE FUNCTION dossier.refuse_change();
--> statement-breakpoint
CREATE POLICY everyone_reads ON dossier.notice_version FOR SELECT TO dossier_visitor, dossier_person USING (true);
--> statement-breakpoint
GRANT SELECT ON dossier.notice_version TO dossier_visitor, dossier_person, dossier_officer, dossier_auditor, dossier_admin, dossier_system;
--> statement-breakpoint
GRANT INSERT ON dossier.notice_version TO dossier_admin, dossier_system;
--> statement-breakpoint
CREATE POLICY person_follows ON dossier.notice_reader TO dossier_person USING (person_id = dossier.actor()) WITH CHECK (person_id = dossier.actor());
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON dossier.notice_reader TO dossier_person;
--> statement-breakpoint
CREATE POLICY person_answers_own ON dossier.identity_check TO dossier_person
  USING (EXISTS (SELECT FROM dossier.request r WHERE r.id = request_id AND r.person_id = dossier.actor()));
--> statement-breakpoint
GRANT SELECT, DELETE ON dossier.identity_check TO dossier_person;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON dossier.identity_check TO dossier_officer;
--> statement-breakpoint
GRANT SELECT ON dossier.identity_review TO dossier_officer;
--> statement-breakpoint
GRANT SELECT (id, request_id, told_at) ON dossier.alert TO dossier_officer, dossier_auditor;
--> statement-breakpoint
GRANT SELECT (id, since) ON dossier.suppression TO dossier_officer, dossier_auditor;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON dossier.identity_review, dossier.identity_check, dossier.alert, dossier.former_address, dossier.suppression, dossier.notice_reader, dossier.notice_told TO dossier_system;
