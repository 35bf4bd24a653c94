-- The auditor's page counted the answers of a million requests by asking the history of each, twice: fifteen seconds. What the history says
-- of an answer now stands on the row as well, put there by the event itself, so that no verb can forget it; verifying the history folds each
-- stream and compares.
ALTER TABLE dossier.request ADD COLUMN answered_at timestamp(3) with time zone, ADD COLUMN refused boolean NOT NULL DEFAULT false, ADD COLUMN extended boolean NOT NULL DEFAULT false;
--> statement-breakpoint
SELECT set_config('dossier.tx', 'migration', true);
--> statement-breakpoint
-- The version before may still be working. Whoever answers a request locks its row first: they were done before the columns came, and are
-- counted here, or they wait for this transaction, and the trigger counts them.
UPDATE dossier.request r SET answered_at = told.answered_at, refused = told.refused, extended = told.extended
  FROM (SELECT substr(stream, 9) AS id, min(at) FILTER (WHERE type <> 'deadline-extended') AS answered_at,
          bool_or(type = 'request-refused') AS refused, bool_or(type = 'deadline-extended') AS extended
        FROM dossier.history_event WHERE stream LIKE 'request:%' AND type IN ('package-released', 'request-refused', 'deadline-extended')
        GROUP BY stream) told
  WHERE r.id::text = told.id;
--> statement-breakpoint
SELECT set_config('dossier.tx', '', true);
--> statement-breakpoint
-- The answer is the first release or refusal; a refusal taken back was one all the same.
CREATE FUNCTION dossier.keep_answer() RETURNS trigger LANGUAGE plpgsql SET search_path = dossier, pg_temp AS $$
BEGIN
  UPDATE request SET
    answered_at = CASE WHEN NEW.type = 'deadline-extended' THEN answered_at ELSE least(answered_at, NEW.at) END,
    refused = refused OR NEW.type = 'request-refused',
    extended = extended OR NEW.type = 'deadline-extended'
  WHERE id = substr(NEW.stream, 9)::uuid;
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION dossier.keep_answer() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER keep_answer AFTER INSERT ON dossier.history_event FOR EACH ROW
  WHEN (NEW.type IN ('package-released', 'request-refused', 'deadline-extended') AND NEW.stream ~ '^request:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
  EXECUTE FUNCTION dossier.keep_answer();
--> statement-breakpoint
GRANT SELECT (answered_at, refused, extended) ON dossier.request TO dossier_auditor;
