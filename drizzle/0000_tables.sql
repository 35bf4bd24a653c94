CREATE SCHEMA IF NOT EXISTS "dossier";
--> statement-breakpoint
CREATE TABLE "dossier"."coverage" (
	"request_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"source" text NOT NULL,
	"dataset" text NOT NULL,
	"collection" text NOT NULL,
	"position" integer NOT NULL,
	"result" text NOT NULL,
	"count" integer NOT NULL,
	"reason" text,
	CONSTRAINT "coverage_request_id_attempt_dataset_collection_pk" PRIMARY KEY("request_id","attempt","dataset","collection")
);
--> statement-breakpoint
CREATE TABLE "dossier"."search" (
	"request_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"source" text NOT NULL,
	"state" text NOT NULL,
	"run" uuid NOT NULL,
	"collections_total" integer NOT NULL,
	"collections_done" integer NOT NULL,
	"records" integer NOT NULL,
	"snapshot_at" text,
	"snapshot_lsn" text,
	"fingerprint" text,
	"unclassified" text[] NOT NULL,
	"decoys" jsonb NOT NULL,
	"reason" text,
	"started_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "search_request_id_attempt_source_pk" PRIMARY KEY("request_id","attempt","source")
);
--> statement-breakpoint
CREATE TABLE "dossier"."segment" (
	"object_id" text NOT NULL,
	"request_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"source" text NOT NULL,
	"dataset" text NOT NULL,
	"collection" text NOT NULL,
	"records" integer NOT NULL,
	"plaintext_hash" "bytea" NOT NULL,
	"sealed_bytes" integer NOT NULL,
	CONSTRAINT "segment_request_id_object_id_pk" PRIMARY KEY("request_id","object_id")
);
--> statement-breakpoint
CREATE TABLE "dossier"."history_checkpoint" (
	"size" bigint PRIMARY KEY NOT NULL,
	"root" "bytea" NOT NULL,
	"note" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dossier"."history_event" (
	"stream" text NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "history_event_stream_version_pk" PRIMARY KEY("stream","version")
);
--> statement-breakpoint
CREATE TABLE "dossier"."history_leaf" (
	"index" bigint PRIMARY KEY NOT NULL,
	"stream" text NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "history_leaf_event" UNIQUE("stream","version")
);
--> statement-breakpoint
CREATE TABLE "dossier"."history_node" (
	"level" integer NOT NULL,
	"index" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "history_node_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
CREATE TABLE "dossier"."history_pending" (
	"stream" text NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "history_pending_stream_version_pk" PRIMARY KEY("stream","version")
);
--> statement-breakpoint
CREATE TABLE "dossier"."challenge" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"staff_id" uuid,
	"challenge" text NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dossier"."link_token" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"address_hash" "bytea" NOT NULL,
	"address" "bytea" NOT NULL,
	"purpose" text NOT NULL,
	"request_id" uuid,
	"return_to" text NOT NULL,
	"locale" text NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dossier"."passkey" (
	"credential_id" text PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" integer NOT NULL,
	"transports" text[] NOT NULL,
	"added_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dossier"."person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"address_hash" "bytea" NOT NULL,
	"address" "bytea" NOT NULL,
	"locale" text NOT NULL,
	"first_proved_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "person_address_hash_unique" UNIQUE("address_hash")
);
--> statement-breakpoint
CREATE TABLE "dossier"."rate_counter" (
	"key" text NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp (3) with time zone,
	CONSTRAINT "rate_counter_key_pk" PRIMARY KEY("key")
);
--> statement-breakpoint
CREATE TABLE "dossier"."session" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"proved_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dossier"."staff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"address_hash" "bytea" NOT NULL,
	"address" "bytea" NOT NULL,
	"name" "bytea" NOT NULL,
	"role" text NOT NULL,
	"state" text NOT NULL,
	"locale" text NOT NULL,
	"invited_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "staff_address_hash_unique" UNIQUE("address_hash")
);
--> statement-breakpoint
CREATE TABLE "dossier"."heartbeat" (
	"worker" text PRIMARY KEY NOT NULL,
	"seen_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dossier"."mail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message_id" text NOT NULL,
	"request_id" uuid,
	"letter" text NOT NULL,
	"content" "bytea" NOT NULL,
	"state" text NOT NULL,
	"run" uuid DEFAULT gen_random_uuid() NOT NULL,
	"unknowns" integer DEFAULT 0 NOT NULL,
	"queued_at" timestamp(3) with time zone NOT NULL,
	"outcome" text,
	CONSTRAINT "mail_message_id_unique" UNIQUE("message_id")
);
--> statement-breakpoint
CREATE TABLE "dossier"."demo_clock" (
	"id" integer PRIMARY KEY NOT NULL,
	"ahead_seconds" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dossier"."organisation" (
	"id" integer PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"contact" text NOT NULL,
	"country" text NOT NULL,
	"region" text,
	"zone" text NOT NULL,
	"sender" text NOT NULL,
	"locales" text[] NOT NULL,
	"authority" jsonb NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dossier"."package_file" (
	"object_id" text PRIMARY KEY NOT NULL,
	"package_id" uuid NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dossier"."package" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"state" text NOT NULL,
	"run" uuid NOT NULL,
	"complete" boolean NOT NULL,
	"records" integer NOT NULL,
	"requested_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "dossier"."deadline" (
	"request_id" uuid NOT NULL,
	"duty" text NOT NULL,
	"rule" text NOT NULL,
	"rule_version" text NOT NULL,
	"calendar_version" text NOT NULL,
	"start_on" date NOT NULL,
	"base_due_on" date NOT NULL,
	"due_on" date NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"safe_on" date NOT NULL,
	"notice_by" date NOT NULL,
	"status" text NOT NULL,
	"governs" boolean NOT NULL,
	"confirmed" boolean NOT NULL,
	"steps" jsonb NOT NULL,
	CONSTRAINT "deadline_request_id_duty_rule_pk" PRIMARY KEY("request_id","duty","rule")
);
--> statement-breakpoint
CREATE TABLE "dossier"."letter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"body" "bytea" NOT NULL,
	"written_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dossier"."reason" (
	"digest" text PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"text" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dossier"."request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ref" text NOT NULL,
	"right" text NOT NULL,
	"status" text NOT NULL,
	"person_id" uuid,
	"visitor_id" uuid NOT NULL,
	"address_hash" "bytea" NOT NULL,
	"intake" "bytea" NOT NULL,
	"locale" text NOT NULL,
	"country" text NOT NULL,
	"rules" text[] NOT NULL,
	"channel" text NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"due_on" date NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"safe_on" date NOT NULL,
	"lapse_at" timestamp(3) with time zone NOT NULL,
	"assigned_to" uuid,
	"attempt" integer DEFAULT 0 NOT NULL,
	"outcome" text,
	"changed_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "request_ref_unique" UNIQUE("ref")
);
--> statement-breakpoint
CREATE TABLE "dossier"."withholding" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"dataset" text NOT NULL,
	"collection" text NOT NULL,
	"record_hash" "bytea" NOT NULL,
	"field" text NOT NULL,
	"ground" text NOT NULL,
	"reason" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dossier"."source" (
	"key" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"connection_variable" text NOT NULL,
	"map" text NOT NULL,
	"added_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "dossier"."coverage" ADD CONSTRAINT "coverage_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "dossier"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier"."search" ADD CONSTRAINT "search_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "dossier"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier"."segment" ADD CONSTRAINT "segment_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "dossier"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier"."passkey" ADD CONSTRAINT "passkey_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "dossier"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier"."package_file" ADD CONSTRAINT "package_file_package_id_package_id_fk" FOREIGN KEY ("package_id") REFERENCES "dossier"."package"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier"."package" ADD CONSTRAINT "package_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "dossier"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier"."deadline" ADD CONSTRAINT "deadline_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "dossier"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier"."letter" ADD CONSTRAINT "letter_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "dossier"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier"."reason" ADD CONSTRAINT "reason_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "dossier"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier"."withholding" ADD CONSTRAINT "withholding_request_id_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "dossier"."request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "link_token_address" ON "dossier"."link_token" USING btree ("address_hash");--> statement-breakpoint
CREATE INDEX "mail_request" ON "dossier"."mail" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "package_file_package" ON "dossier"."package_file" USING btree ("package_id");--> statement-breakpoint
CREATE INDEX "package_request" ON "dossier"."package" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "package_expiry" ON "dossier"."package" USING btree ("state","expires_at");--> statement-breakpoint
CREATE INDEX "letter_request" ON "dossier"."letter" USING btree ("request_id","written_at");--> statement-breakpoint
CREATE INDEX "reason_request" ON "dossier"."reason" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "request_person" ON "dossier"."request" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "request_address" ON "dossier"."request" USING btree ("address_hash");--> statement-breakpoint
CREATE INDEX "request_work" ON "dossier"."request" USING btree ("status","due_at","id");--> statement-breakpoint
CREATE INDEX "request_received" ON "dossier"."request" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "withholding_request" ON "dossier"."withholding" USING btree ("request_id");