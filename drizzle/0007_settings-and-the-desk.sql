-- What the organisation decides about its portal: one row for each setting that is not as it came. Names, kinds and first values are code
-- (lib/organisation/settings.ts); who changed what and when is the history's (setting-changed).
CREATE TABLE "dossier"."setting" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER require_transaction BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON dossier.setting
  FOR EACH STATEMENT EXECUTE FUNCTION dossier.require_transaction();
--> statement-breakpoint
ALTER TABLE dossier.setting ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY house ON dossier.setting TO dossier_officer, dossier_auditor, dossier_admin, dossier_system USING (true) WITH CHECK (true);
--> statement-breakpoint
-- A visitor's request is dated under them, and a person reads how long their copy will lie there.
CREATE POLICY everyone_reads ON dossier.setting FOR SELECT TO dossier_visitor, dossier_person USING (true);
--> statement-breakpoint
GRANT SELECT ON dossier.setting TO dossier_visitor, dossier_person, dossier_officer, dossier_auditor, dossier_admin, dossier_system;
--> statement-breakpoint
GRANT INSERT, UPDATE ON dossier.setting TO dossier_admin, dossier_system;
--> statement-breakpoint

-- Four eyes: while the setting is on, a package leaves by the hand of somebody who did not have it prepared. Who did is read from the
-- history, which nobody can rewrite; a package whose preparation nobody told does not leave.
CREATE FUNCTION dossier.want_four_eyes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = dossier, pg_temp AS $$
BEGIN
  IF coalesce((SELECT value = 'true'::jsonb FROM setting WHERE key = 'four-eyes-release'), false)
    AND NOT EXISTS (
      SELECT FROM history_event
      WHERE stream = 'request:' || NEW.request_id::text AND type = 'package-asked-for' AND data ->> 'package' = NEW.id::text
        AND split_part(actor, ':', 2) NOT IN ('', coalesce(current_setting('dossier.actor', true), ''))) THEN
    RAISE EXCEPTION 'the package is released by somebody else than who prepared it' USING ERRCODE = 'DS004';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER four_eyes BEFORE UPDATE ON dossier.package FOR EACH ROW
  WHEN (NEW.state = 'released' AND OLD.state IS DISTINCT FROM 'released') EXECUTE FUNCTION dossier.want_four_eyes();
--> statement-breakpoint
-- Which requests were extended: asked of the whole population by the auditor's figures, and true of few.
CREATE INDEX history_event_extended ON dossier.history_event (stream) WHERE type = 'deadline-extended';
