-- What hangs on rows that an officer said are the person's is looked for as well, and is candidates again.
-- `following` is a fence, like `run` and `admission`. `hanging_unread`: collections in which nobody could look, by name; null until it was tried.
ALTER TABLE dossier.candidate_review ADD COLUMN following uuid;
--> statement-breakpoint
ALTER TABLE dossier.candidate ADD COLUMN hanging_unread text[];
--> statement-breakpoint
GRANT SELECT (hanging_unread) ON dossier.candidate TO dossier_auditor;
