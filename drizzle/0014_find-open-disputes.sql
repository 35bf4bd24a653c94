-- The desk counts what waits and what is late among complaints and appeals; they are few among many requests.
CREATE INDEX "dispute_open" ON "dossier"."dispute" USING btree ("request_id") WHERE state <> 'decided';--> statement-breakpoint
CREATE INDEX "deadline_matter" ON "dossier"."deadline" USING btree ("matter") WHERE fulfilled_at is null;
