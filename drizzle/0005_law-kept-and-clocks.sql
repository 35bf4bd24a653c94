-- The law as a request was read under it, the house's own word about rules and days of rest, duties beside the answer, disputes,
-- dates set by two people, reminders, and calendars that officers subscribe to.

-- Rules and calendars by the hash of their content. A request keeps those its first dates were counted with, so that an edit of the
-- published rules moves no date of a request that was already received.
CREATE TABLE dossier.kept_law (
	version text PRIMARY KEY,
	kind text NOT NULL CHECK (kind IN ('rule', 'calendar')),
	content jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE dossier.rule_confirmation (
	rule text NOT NULL,
	rule_version text NOT NULL,
	source text NOT NULL CHECK (btrim(source) <> ''),
	confirmed_by uuid NOT NULL,
	confirmed_at timestamp(3) with time zone NOT NULL,
	PRIMARY KEY (rule, rule_version)
);
--> statement-breakpoint
CREATE TABLE dossier.rule_switch (
	rule text PRIMARY KEY,
	enabled boolean NOT NULL,
	reason text NOT NULL,
	switched_by uuid NOT NULL,
	switched_at timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
-- Every word about a day is kept; the latest about a day counts. 'as-published' takes an earlier one back.
CREATE TABLE dossier.calendar_day (
	id uuid PRIMARY KEY,
	day date NOT NULL,
	treat_as text NOT NULL CHECK (treat_as IN ('rest', 'work', 'as-published')),
	name text NOT NULL,
	reason text NOT NULL,
	set_by uuid NOT NULL,
	set_at timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX calendar_day_day ON dossier.calendar_day (day, set_at);
--> statement-breakpoint
CREATE TABLE dossier.calendar_confirmation (
	id uuid PRIMARY KEY,
	seat text NOT NULL,
	until date NOT NULL,
	version text NOT NULL,
	confirmed_by uuid NOT NULL,
	confirmed_at timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint

-- A complaint or an appeal: an object and a clock of its own. What was written lies sealed.
CREATE TABLE dossier.dispute (
	id uuid PRIMARY KEY,
	request_id uuid NOT NULL REFERENCES dossier.request (id),
	kind text NOT NULL CHECK (kind IN ('complaint', 'appeal')),
	state text NOT NULL CHECK (state IN ('received', 'acknowledged', 'investigating', 'decided')),
	rules text[] NOT NULL,
	body bytea NOT NULL,
	-- Who took the decision that is disputed; whoever decides an appeal is somebody else.
	first_decider uuid,
	decided_by uuid,
	outcome text CHECK (outcome IN ('upheld', 'partly-upheld', 'not-upheld', 'granted', 'denied')),
	received_at timestamp(3) with time zone NOT NULL,
	changed_at timestamp(3) with time zone NOT NULL,
	CONSTRAINT dispute_decided CHECK ((state = 'decided') = (outcome IS NOT NULL) AND (state = 'decided') = (decided_by IS NOT NULL)),
	CONSTRAINT dispute_four_eyes CHECK (kind <> 'appeal' OR decided_by IS DISTINCT FROM first_decider OR decided_by IS NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX dispute_one_open ON dossier.dispute (request_id, kind) WHERE state <> 'decided';
--> statement-breakpoint

-- Whoever refused is read from the history and never from the statement; whoever decides is the actor of the transaction.
CREATE FUNCTION dossier.dispute_hands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = dossier, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT substring(e.actor FROM '^officer:(.+)$')::uuid INTO NEW.first_decider FROM history_event e
      WHERE e.stream = 'request:' || NEW.request_id::text AND e.type = 'request-refused' ORDER BY e.version DESC LIMIT 1;
  ELSIF NEW.state = 'decided' AND OLD.state <> 'decided' AND NEW.decided_by IS DISTINCT FROM actor() THEN
    RAISE EXCEPTION 'a dispute is decided in one''s own name' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER dispute_hands BEFORE INSERT OR UPDATE ON dossier.dispute FOR EACH ROW EXECUTE FUNCTION dossier.dispute_hands();
--> statement-breakpoint

-- A date set by hand: proposed by one, confirmed by another, both dates kept.
CREATE TABLE dossier.date_override (
	id uuid PRIMARY KEY,
	request_id uuid NOT NULL REFERENCES dossier.request (id),
	rule text NOT NULL,
	was date NOT NULL,
	new_date date NOT NULL,
	reason text NOT NULL,
	state text NOT NULL CHECK (state IN ('proposed', 'confirmed', 'dropped')),
	proposed_by uuid NOT NULL,
	proposed_at timestamp(3) with time zone NOT NULL,
	confirmed_by uuid,
	CONSTRAINT date_override_confirmed CHECK ((state = 'confirmed') = (confirmed_by IS NOT NULL)),
	CONSTRAINT date_override_four_eyes CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by)
);
--> statement-breakpoint
CREATE UNIQUE INDEX date_override_one_proposed ON dossier.date_override (request_id) WHERE state = 'proposed';
--> statement-breakpoint
-- Who proposes and who confirms is the actor of the transaction, whatever the statement says.
CREATE FUNCTION dossier.own_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.proposed_by IS DISTINCT FROM dossier.actor() THEN
    RAISE EXCEPTION 'a date is proposed in one''s own name' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'confirmed' AND NEW.confirmed_by IS DISTINCT FROM dossier.actor() THEN
    RAISE EXCEPTION 'a date is confirmed in one''s own name' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER own_hand BEFORE INSERT OR UPDATE ON dossier.date_override FOR EACH ROW EXECUTE FUNCTION dossier.own_hand();
--> statement-breakpoint

-- What was said once is not said again, whatever the worker does: the key is the reminder.
CREATE TABLE dossier.reminder (
	matter uuid NOT NULL,
	duty text NOT NULL,
	rule text NOT NULL,
	safe_on date NOT NULL,
	kind text NOT NULL CHECK (kind IN ('14', '7', '3', '1', 'escalation')),
	sent_at timestamp(3) with time zone NOT NULL,
	PRIMARY KEY (matter, duty, rule, safe_on, kind)
);
--> statement-breakpoint
CREATE TABLE dossier.digest (
	day date PRIMARY KEY,
	sent_at timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
-- The address of an officer's calendar is a secret: kept as a keyed hash, shown once.
CREATE TABLE dossier.calendar_feed (
	token_hash bytea PRIMARY KEY,
	staff_id uuid NOT NULL UNIQUE REFERENCES dossier.staff (id) ON DELETE CASCADE,
	made_at timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint

SELECT set_config('dossier.tx', 'migration', true);
--> statement-breakpoint
ALTER TABLE dossier.deadline ADD COLUMN matter uuid, ADD COLUMN zone text, ADD COLUMN fulfilled_at timestamp(3) with time zone;
--> statement-breakpoint
UPDATE dossier.deadline SET matter = request_id, zone = coalesce((SELECT zone FROM dossier.organisation), 'UTC');
--> statement-breakpoint
UPDATE dossier.deadline d SET fulfilled_at = r.changed_at FROM dossier.request r
  WHERE r.id = d.request_id AND r.status IN ('released', 'refused');
--> statement-breakpoint
SELECT set_config('dossier.tx', '', true);
--> statement-breakpoint
ALTER TABLE dossier.deadline ALTER COLUMN matter SET NOT NULL, ALTER COLUMN zone SET NOT NULL;
--> statement-breakpoint
ALTER TABLE dossier.deadline DROP CONSTRAINT deadline_request_id_duty_rule_pk;
--> statement-breakpoint
ALTER TABLE dossier.deadline ADD CONSTRAINT deadline_matter_duty_rule_pk PRIMARY KEY (matter, duty, rule);
--> statement-breakpoint
CREATE INDEX deadline_request ON dossier.deadline (request_id);
--> statement-breakpoint
CREATE INDEX deadline_unfulfilled ON dossier.deadline (safe_on) WHERE fulfilled_at IS NULL;
--> statement-breakpoint

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['kept_law', 'rule_confirmation', 'rule_switch', 'calendar_day', 'calendar_confirmation', 'dispute',
      'date_override', 'reminder', 'digest', 'calendar_feed'] LOOP
    EXECUTE format('REVOKE ALL ON dossier.%I FROM PUBLIC', t);
    EXECUTE format('CREATE TRIGGER require_transaction BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON dossier.%I
      FOR EACH STATEMENT EXECUTE FUNCTION dossier.require_transaction()', t);
    EXECUTE format('ALTER TABLE dossier.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY house ON dossier.%I TO dossier_officer, dossier_auditor, dossier_admin, dossier_system USING (true) WITH CHECK (true)', t);
  END LOOP;
  -- The law is public; whoever asks has their dates counted under it.
  FOREACH t IN ARRAY ARRAY['kept_law', 'rule_confirmation', 'rule_switch', 'calendar_day'] LOOP
    EXECUTE format('CREATE POLICY law_is_public ON dossier.%I FOR SELECT TO dossier_visitor, dossier_person USING (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY law_is_kept ON dossier.kept_law FOR INSERT TO dossier_visitor, dossier_person WITH CHECK (true);
--> statement-breakpoint
-- Kept law, days and dates set by hand are never rewritten: by trigger for everybody, the owner included.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.kept_law FOR EACH STATEMENT EXECUTE FUNCTION dossier.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.calendar_day FOR EACH STATEMENT EXECUTE FUNCTION dossier.refuse_change();
--> statement-breakpoint
GRANT SELECT, INSERT ON dossier.kept_law TO dossier_visitor, dossier_person, dossier_officer, dossier_admin, dossier_system;
--> statement-breakpoint
GRANT SELECT (rule, rule_version, source) ON dossier.rule_confirmation TO dossier_visitor, dossier_person;
--> statement-breakpoint
GRANT SELECT (rule, enabled) ON dossier.rule_switch TO dossier_visitor, dossier_person;
--> statement-breakpoint
GRANT SELECT (id, day, treat_as, name, set_at) ON dossier.calendar_day TO dossier_visitor, dossier_person;
--> statement-breakpoint
GRANT SELECT ON dossier.kept_law, dossier.rule_confirmation, dossier.rule_switch, dossier.calendar_day, dossier.calendar_confirmation
  TO dossier_officer, dossier_auditor, dossier_admin, dossier_system;
--> statement-breakpoint
GRANT INSERT, UPDATE, DELETE ON dossier.rule_confirmation, dossier.rule_switch TO dossier_admin;
--> statement-breakpoint
GRANT INSERT ON dossier.calendar_day, dossier.calendar_confirmation TO dossier_admin;
--> statement-breakpoint
-- A confirmed figure lifts the mark of every date it was counted for, and nothing else.
GRANT UPDATE (confirmed, steps) ON dossier.deadline TO dossier_admin;
--> statement-breakpoint

CREATE POLICY person_sees_own ON dossier.dispute FOR SELECT TO dossier_person
  USING (EXISTS (SELECT FROM dossier.request r WHERE r.id = request_id AND r.person_id = dossier.actor()));
--> statement-breakpoint
CREATE POLICY person_disputes_own ON dossier.dispute FOR INSERT TO dossier_person
  WITH CHECK (state = 'received' AND EXISTS (SELECT FROM dossier.request r WHERE r.id = request_id AND r.person_id = dossier.actor()));
--> statement-breakpoint
GRANT SELECT, INSERT ON dossier.dispute TO dossier_person;
--> statement-breakpoint
GRANT SELECT, UPDATE (state, body, decided_by, outcome, changed_at) ON dossier.dispute TO dossier_officer;
--> statement-breakpoint
GRANT SELECT, UPDATE ON dossier.dispute TO dossier_system;
--> statement-breakpoint
GRANT SELECT (id, request_id, kind, state, rules, first_decider, decided_by, outcome, received_at, changed_at) ON dossier.dispute TO dossier_auditor, dossier_admin;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, confirmed_by) ON dossier.date_override TO dossier_officer;
--> statement-breakpoint
GRANT SELECT ON dossier.date_override TO dossier_auditor, dossier_admin, dossier_system;
--> statement-breakpoint
GRANT SELECT, INSERT ON dossier.reminder, dossier.digest TO dossier_system;
--> statement-breakpoint
GRANT SELECT ON dossier.reminder TO dossier_officer, dossier_auditor;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON dossier.calendar_feed TO dossier_officer, dossier_admin, dossier_system;
--> statement-breakpoint
CREATE POLICY officer_own_feed ON dossier.calendar_feed AS RESTRICTIVE TO dossier_officer, dossier_admin
  USING (staff_id = dossier.actor()) WITH CHECK (staff_id = dossier.actor());
