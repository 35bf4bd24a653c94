-- How the queue is, in two numbers: since when the oldest job waits that could run, and how many have given up. The health of the house
-- is asked for by machines every few seconds, so nothing is counted that grows.
GRANT CREATE ON SCHEMA dossier TO dossier_queue;
--> statement-breakpoint
CREATE FUNCTION dossier.queue_pulse() RETURNS TABLE (oldest_due timestamptz, given_up int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = graphile_worker, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT min(j.run_at) FILTER (WHERE j.attempts < j.max_attempts AND j.run_at <= clock_timestamp()),
    (count(*) FILTER (WHERE j.attempts >= j.max_attempts))::int
    FROM graphile_worker._private_jobs j WHERE j.locked_at IS NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION dossier.queue_pulse() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION dossier.queue_pulse() TO dossier_system;
--> statement-breakpoint
ALTER FUNCTION dossier.queue_pulse() OWNER TO dossier_queue;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA dossier FROM dossier_queue;
--> statement-breakpoint
-- Whether this database is as new as the program that looks at it.
GRANT USAGE ON SCHEMA drizzle TO dossier_system;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO dossier_system;
