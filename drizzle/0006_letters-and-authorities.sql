-- The house's own text of each letter, version by version, and what an admin corrected in the directory of authorities.
CREATE TABLE dossier.letter_wording (
  kind text NOT NULL,
  locale text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  subject text NOT NULL,
  body text NOT NULL,
  reason text NOT NULL,
  by uuid NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (kind, locale, version)
);
--> statement-breakpoint
CREATE TABLE dossier.authority_correction (
  id text PRIMARY KEY,
  name text NOT NULL,
  url text NOT NULL,
  source text NOT NULL,
  checked_on date NOT NULL,
  by uuid NOT NULL
);
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['letter_wording', 'authority_correction'] LOOP
    EXECUTE format('CREATE TRIGGER require_transaction BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON dossier.%I
      FOR EACH STATEMENT EXECUTE FUNCTION dossier.require_transaction()', t);
    EXECUTE format('ALTER TABLE dossier.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY house ON dossier.%I TO dossier_officer, dossier_auditor, dossier_admin, dossier_system USING (true) WITH CHECK (true)', t);
    -- A withdrawal is written by the person's own role, so it must be able to read the text and whom it names.
    EXECUTE format('CREATE POLICY everyone_reads ON dossier.%I FOR SELECT TO dossier_visitor, dossier_person USING (true)', t);
    EXECUTE format('REVOKE ALL ON dossier.%I FROM PUBLIC', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- A version that a letter may have been written by stays as it was, for the owner too.
CREATE FUNCTION dossier.refuse_other_wording() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of a letter stays as it was: % on % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'DS003';
END $$;
--> statement-breakpoint
CREATE TRIGGER versions_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.letter_wording FOR EACH STATEMENT EXECUTE FUNCTION dossier.refuse_other_wording();
--> statement-breakpoint
GRANT SELECT (kind, locale, version, subject, body) ON dossier.letter_wording TO dossier_visitor, dossier_person;
--> statement-breakpoint
GRANT SELECT ON dossier.letter_wording TO dossier_officer, dossier_auditor, dossier_admin, dossier_system;
--> statement-breakpoint
GRANT INSERT ON dossier.letter_wording TO dossier_admin, dossier_system;
--> statement-breakpoint
GRANT SELECT (id, name, url, source, checked_on) ON dossier.authority_correction TO dossier_visitor, dossier_person;
--> statement-breakpoint
GRANT SELECT ON dossier.authority_correction TO dossier_officer, dossier_auditor, dossier_admin, dossier_system;
--> statement-breakpoint
GRANT INSERT, UPDATE ON dossier.authority_correction TO dossier_admin, dossier_system;
