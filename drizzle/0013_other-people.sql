-- Other people in somebody's rows: who is known, by keyed hashes alone; where they are named; what an officer decided about it.
CREATE SEQUENCE dossier.people_generation AS integer;
--> statement-breakpoint
-- One row for each source: which generation of the index counts, and how large it is. A build that failed says why; what it had counts on.
CREATE TABLE dossier.people_index (
  source text PRIMARY KEY,
  generation integer NOT NULL,
  built_at timestamp(3) with time zone,
  people integer NOT NULL,
  identifiers integer NOT NULL,
  reason text NOT NULL,
  tried_at timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
-- 16 bytes of a keyed hash of an address, a number, a name or a word of one, and 8 of whose it is; empty for a word, which is many people's.
CREATE TABLE dossier.known_identifier (
  hash bytea NOT NULL,
  owner bytea NOT NULL,
  source text NOT NULL,
  generation integer NOT NULL,
  PRIMARY KEY (hash, owner, source, generation)
);
--> statement-breakpoint
CREATE INDEX known_identifier_generation ON dossier.known_identifier (source, generation);
--> statement-breakpoint
-- That what one attempt found was looked through for other people, and which sources' people could not be known.
CREATE TABLE dossier.others_review (
  request_id uuid PRIMARY KEY REFERENCES dossier.request (id),
  attempt integer NOT NULL,
  more integer NOT NULL,
  unread text[] NOT NULL,
  reviewed_at timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
-- A place in a record that gives somebody else away: where, not what. Open until an officer decides.
CREATE TABLE dossier.mention (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES dossier.request (id),
  dataset text NOT NULL,
  collection text NOT NULL,
  position integer NOT NULL,
  record_hash bytea NOT NULL,
  field text NOT NULL,
  leaf integer NOT NULL,
  starts integer NOT NULL,
  ends integer NOT NULL,
  kind text NOT NULL CONSTRAINT mention_kind CHECK (kind IN ('address', 'phone', 'name', 'word-name')),
  person integer NOT NULL,
  owner bytea NOT NULL,
  digest bytea NOT NULL,
  state text NOT NULL CONSTRAINT mention_state CHECK (state IN ('open', 'accepted', 'rejected'))
);
--> statement-breakpoint
CREATE INDEX mention_request ON dossier.mention (request_id, state, dataset, collection, position);
--> statement-breakpoint
-- A part of a value: which leaf, from where to where, who stands in its place, and a keyed hash of what must be there. Empty: all of it.
ALTER TABLE dossier.withholding ADD COLUMN span text NOT NULL DEFAULT '';
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['people_index', 'known_identifier', 'others_review', 'mention'] LOOP
    EXECUTE format('CREATE TRIGGER require_transaction BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON dossier.%I
      FOR EACH STATEMENT EXECUTE FUNCTION dossier.require_transaction()', t);
    EXECUTE format('ALTER TABLE dossier.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY house ON dossier.%I TO dossier_officer, dossier_auditor, dossier_admin, dossier_system USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- Nobody but the portal itself may ask who is known: whoever could ask could try names.
GRANT SELECT, INSERT, UPDATE, DELETE ON dossier.people_index, dossier.known_identifier, dossier.others_review, dossier.mention TO dossier_system;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE dossier.people_generation TO dossier_system;
--> statement-breakpoint
GRANT SELECT ON dossier.people_index TO dossier_officer, dossier_auditor, dossier_admin;
--> statement-breakpoint
GRANT SELECT, UPDATE (state) ON dossier.mention TO dossier_officer;
--> statement-breakpoint
GRANT SELECT ON dossier.others_review TO dossier_officer, dossier_auditor;
--> statement-breakpoint
GRANT SELECT (id, request_id, dataset, collection, position, field, kind, person, state) ON dossier.mention TO dossier_auditor;
