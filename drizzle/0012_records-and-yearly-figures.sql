-- The record of a request, printed by officer and auditor alike, names the leaf of each event and the newest checkpoint.
GRANT SELECT ON dossier.history_leaf, dossier.history_checkpoint TO dossier_officer;
--> statement-breakpoint
-- The yearly figures count who opted out; not who they are.
GRANT SELECT (id, since) ON dossier.suppression TO dossier_admin;
--> statement-breakpoint
-- The work list counts on every page which live requests have a failed search: true of few, and asked of all.
CREATE INDEX search_failed ON dossier.search (request_id, attempt) WHERE state = 'failed';
--> statement-breakpoint
CREATE INDEX coverage_failed ON dossier.coverage (request_id, attempt) WHERE result = 'failed';
