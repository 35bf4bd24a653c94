-- A copy that leaves something out is a refusal in part: whoever released it took that decision, and somebody else decides the appeal.
CREATE OR REPLACE FUNCTION dossier.dispute_hands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = dossier, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT substring(e.actor FROM '^officer:(.+)$')::uuid INTO NEW.first_decider FROM history_event e
      WHERE e.stream = 'request:' || NEW.request_id::text AND e.type IN ('request-refused', 'package-released') ORDER BY e.version DESC LIMIT 1;
  ELSIF NEW.state = 'decided' AND OLD.state <> 'decided' AND NEW.decided_by IS DISTINCT FROM actor() THEN
    RAISE EXCEPTION 'a dispute is decided in one''s own name' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
