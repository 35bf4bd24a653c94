ALTER TABLE "dossier"."mail" ADD COLUMN "run" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE dossier.mail ADD CONSTRAINT mail_state CHECK (state IN ('queued', 'sending', 'sent', 'failed'));
--> statement-breakpoint

-- Workers say that they live, and look who fell silent, over the queue's own connection: when the portal's pool is stuck, the queue still
-- knows. Heartbeats are the server's real time and never the demo's clock.
CREATE POLICY queue_lives ON dossier.heartbeat TO dossier_queue USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON dossier.heartbeat TO dossier_queue;
--> statement-breakpoint

-- A job with a key is asked for again and again while it waits ('seal-history' by every event): the first one's time stays, or a busy
-- portal would push it ahead of itself for ever. The function belongs to the queue's role, which alone may put another in its place.
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
  IF NOT (as_role = 'system' OR job IN ('send-mail', 'seal-history')
      OR (as_role = 'officer' AND job IN ('collect', 'build-package', 'destroy-package'))
      OR (as_role = 'person' AND job IN ('destroy-package'))) THEN
    RAISE EXCEPTION 'role % may not start job %', as_role, job USING ERRCODE = '42501';
  END IF;
  PERFORM graphile_worker.add_job(job, payload, run_at := run_at, job_key := job_key, max_attempts := 25, job_key_mode := 'preserve_run_at');
END $$;
--> statement-breakpoint
RESET ROLE;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA dossier FROM dossier_queue;
