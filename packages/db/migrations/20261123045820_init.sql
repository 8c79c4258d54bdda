CREATE TABLE "failed_job" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"job" text NOT NULL,
	"job_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"message" text NOT NULL,
	"failures" integer DEFAULT 1 NOT NULL,
	"failed_at" timestamp (3) with time zone NOT NULL,
	"recovered_at" timestamp (3) with time zone,
	CONSTRAINT "failed_job_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "failed_job" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "grant" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"right" text NOT NULL,
	"user_id" uuid,
	"group_id" uuid,
	"role" text,
	"queue_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "grant_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "grant_once" UNIQUE NULLS NOT DISTINCT("org_id","right","user_id","group_id","role","queue_id"),
	CONSTRAINT "grant_one_principal" CHECK (num_nonnulls("grant"."user_id", "grant"."group_id", "grant"."role") = 1),
	CONSTRAINT "grant_role_name" CHECK ("grant"."role" in ('owner', 'requestor', 'cc', 'admincc'))
);
--> statement-breakpoint
ALTER TABLE "grant" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "group" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text DEFAULT 'user_defined' NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	CONSTRAINT "group_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "group_kind" CHECK ("group"."kind" in ('user_defined', 'everyone', 'privileged', 'unprivileged'))
);
--> statement-breakpoint
ALTER TABLE "group" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "group_member" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"member_user_id" uuid,
	"member_group_id" uuid,
	CONSTRAINT "group_member_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "group_member_one" CHECK (num_nonnulls("group_member"."member_user_id", "group_member"."member_group_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "group_member" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "inbound_message" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"envelope_from" text,
	"envelope_to" text NOT NULL,
	"queue_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"named_ticket" integer,
	"message_id" text,
	"content_hash" text NOT NULL,
	"dedupe_key" text,
	"size" integer NOT NULL,
	"raw" "bytea",
	"raw_hash" text,
	"state" text NOT NULL,
	"reason" text,
	"trace" jsonb,
	"ticket_id" uuid,
	"entry_id" uuid,
	"processed_at" timestamp (3) with time zone,
	CONSTRAINT "inbound_message_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "inbound_message_source" CHECK ("inbound_message"."source" in ('smtp', 'gateway')),
	CONSTRAINT "inbound_message_state_name" CHECK ("inbound_message"."state" in ('stored', 'ticket', 'ignored', 'duplicate', 'quarantined')),
	CONSTRAINT "inbound_message_purpose" CHECK ("inbound_message"."purpose" in ('correspond', 'comment'))
);
--> statement-breakpoint
ALTER TABLE "inbound_message" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organization" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	CONSTRAINT "organization_slug_form" CHECK ("organization"."slug" ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$')
);
--> statement-breakpoint
ALTER TABLE "organization" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outbound_message" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"scrip_id" uuid,
	"purpose" text NOT NULL,
	"from" jsonb NOT NULL,
	"reply_to" text NOT NULL,
	"to" jsonb NOT NULL,
	"cc" jsonb NOT NULL,
	"bcc" jsonb NOT NULL,
	"subject" text NOT NULL,
	"message_id" text NOT NULL,
	"in_reply_to" text,
	"references" jsonb NOT NULL,
	"headers" jsonb NOT NULL,
	"text" text NOT NULL,
	"html" text,
	"attachment_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"reply_token" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claimed_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"provider_message_id" text,
	"error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "outbound_message_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "outbound_message_state" CHECK ("outbound_message"."state" in ('pending', 'sending', 'sent', 'failed')),
	CONSTRAINT "outbound_message_purpose" CHECK ("outbound_message"."purpose" in ('correspond', 'comment'))
);
--> statement-breakpoint
ALTER TABLE "outbound_message" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lifecycle" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"definition" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "lifecycle_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "lifecycle" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "queue" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"lifecycle_id" uuid NOT NULL,
	"subject_tag" text,
	"sort_order" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	CONSTRAINT "queue_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "queue_key_form" CHECK ("queue"."key" ~ '^[a-z0-9]([a-z0-9-]{0,28}[a-z0-9])?$')
);
--> statement-breakpoint
ALTER TABLE "queue" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "queue_address" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"queue_id" uuid NOT NULL,
	"address" text NOT NULL,
	"purpose" text NOT NULL,
	"origin" text NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "queue_address_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "queue_address_purpose" CHECK ("queue_address"."purpose" in ('correspond', 'comment')),
	CONSTRAINT "queue_address_origin" CHECK ("queue_address"."origin" in ('own', 'custom'))
);
--> statement-breakpoint
ALTER TABLE "queue_address" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scrip" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"description" text NOT NULL,
	"condition" text NOT NULL,
	"condition_argument" text DEFAULT '' NOT NULL,
	"action" text NOT NULL,
	"action_argument" text DEFAULT '' NOT NULL,
	"template" text NOT NULL,
	"everywhere" boolean DEFAULT true NOT NULL,
	"sort_order" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	CONSTRAINT "scrip_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "scrip" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scrip_queue" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"scrip_id" uuid NOT NULL,
	"queue_id" uuid NOT NULL,
	CONSTRAINT "scrip_queue_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "scrip_queue" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "template" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"queue_id" uuid,
	"language" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"format" text NOT NULL,
	"attach_files" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "template_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "template_name" UNIQUE NULLS NOT DISTINCT("org_id","name","queue_id","language"),
	CONSTRAINT "template_format" CHECK ("template"."format" in ('text', 'html'))
);
--> statement-breakpoint
ALTER TABLE "template" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "attachment" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"filename" text NOT NULL,
	"content_type" text NOT NULL,
	"size" integer NOT NULL,
	"content_hash" text NOT NULL,
	"content_id" text,
	"inline" boolean DEFAULT false NOT NULL,
	CONSTRAINT "attachment_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "attachment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "entry_content" (
	"org_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text,
	"message_id" text,
	"in_reply_to" text,
	"references" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"from_address" text,
	"from_name" text,
	"to" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"cc" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"one_time_cc" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"one_time_bcc" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"squelch" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"automatic" boolean DEFAULT false NOT NULL,
	"interface" text NOT NULL,
	CONSTRAINT "entry_content_interface" CHECK ("entry_content"."interface" in ('email', 'web', 'api'))
);
--> statement-breakpoint
ALTER TABLE "entry_content" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "entry_placement" (
	"org_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"seq" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "entry_placement" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_transaction" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"field" text,
	"old_value" text,
	"new_value" text,
	"data" text,
	"outbound_id" uuid,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"depth" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "ticket_transaction_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "ticket_transaction_type" CHECK ("ticket_transaction"."type" in ('Create', 'Correspond', 'Comment', 'Status', 'Set', 'SetWatcher', 'AddWatcher', 'DelWatcher', 'Forward Ticket', 'Forward Transaction', 'EmailRecord', 'CommentEmailRecord', 'SystemError'))
);
--> statement-breakpoint
ALTER TABLE "ticket_transaction" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "queue_watcher" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"queue_id" uuid NOT NULL,
	"role" text NOT NULL,
	"user_id" uuid,
	"group_id" uuid,
	CONSTRAINT "queue_watcher_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "queue_watcher_once" UNIQUE NULLS NOT DISTINCT("org_id","queue_id","role","user_id","group_id"),
	CONSTRAINT "queue_watcher_role" CHECK ("queue_watcher"."role" in ('cc', 'admincc')),
	CONSTRAINT "queue_watcher_one" CHECK (num_nonnulls("queue_watcher"."user_id", "queue_watcher"."group_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "queue_watcher" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"queue_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"status" text NOT NULL,
	"status_category" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"initial_priority" integer DEFAULT 0 NOT NULL,
	"final_priority" integer DEFAULT 0 NOT NULL,
	"priority" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"last_updated_at" timestamp (3) with time zone NOT NULL,
	"last_updated_by" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"resolved_at" timestamp (3) with time zone,
	"told_at" timestamp (3) with time zone,
	"entry_count" integer DEFAULT 0 NOT NULL,
	"scrips_done" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "ticket_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "ticket_status_category" CHECK ("ticket"."status_category" in ('initial', 'active', 'inactive')),
	CONSTRAINT "ticket_scrips_done_range" CHECK ("ticket"."scrips_done" between 0 and "ticket"."entry_count")
);
--> statement-breakpoint
ALTER TABLE "ticket" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_watcher" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"role" text NOT NULL,
	"user_id" uuid,
	"group_id" uuid,
	CONSTRAINT "ticket_watcher_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "ticket_watcher_once" UNIQUE NULLS NOT DISTINCT("org_id","ticket_id","role","user_id","group_id"),
	CONSTRAINT "ticket_watcher_role" CHECK ("ticket_watcher"."role" in ('requestor', 'cc', 'admincc')),
	CONSTRAINT "ticket_watcher_one" CHECK (num_nonnulls("ticket_watcher"."user_id", "ticket_watcher"."group_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "ticket_watcher" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "credential" (
	"org_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"password_hash" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "credential" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "session" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "session_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "session" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "user" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text DEFAULT 'person' NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"privileged" boolean DEFAULT false NOT NULL,
	"language" text,
	"time_zone" text,
	"comments" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	CONSTRAINT "user_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "user_kind" CHECK ("user"."kind" in ('person', 'nobody', 'system'))
);
--> statement-breakpoint
ALTER TABLE "user" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "failed_job" ADD CONSTRAINT "failed_job_org_id_organization_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant" ADD CONSTRAINT "grant_org_id_user_id_user_org_id_id_fk" FOREIGN KEY ("org_id","user_id") REFERENCES "public"."user"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant" ADD CONSTRAINT "grant_org_id_group_id_group_org_id_id_fk" FOREIGN KEY ("org_id","group_id") REFERENCES "public"."group"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant" ADD CONSTRAINT "grant_org_id_queue_id_queue_org_id_id_fk" FOREIGN KEY ("org_id","queue_id") REFERENCES "public"."queue"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group" ADD CONSTRAINT "group_org_id_organization_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_org_id_group_id_group_org_id_id_fk" FOREIGN KEY ("org_id","group_id") REFERENCES "public"."group"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_org_id_member_user_id_user_org_id_id_fk" FOREIGN KEY ("org_id","member_user_id") REFERENCES "public"."user"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_org_id_member_group_id_group_org_id_id_fk" FOREIGN KEY ("org_id","member_group_id") REFERENCES "public"."group"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_message" ADD CONSTRAINT "inbound_message_org_id_organization_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_message" ADD CONSTRAINT "inbound_message_org_id_queue_id_queue_org_id_id_fk" FOREIGN KEY ("org_id","queue_id") REFERENCES "public"."queue"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_message" ADD CONSTRAINT "inbound_message_org_id_ticket_id_ticket_org_id_id_fk" FOREIGN KEY ("org_id","ticket_id") REFERENCES "public"."ticket"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_message" ADD CONSTRAINT "inbound_message_org_id_entry_id_ticket_transaction_org_id_id_fk" FOREIGN KEY ("org_id","entry_id") REFERENCES "public"."ticket_transaction"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD CONSTRAINT "outbound_message_org_id_ticket_id_ticket_org_id_id_fk" FOREIGN KEY ("org_id","ticket_id") REFERENCES "public"."ticket"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD CONSTRAINT "outbound_message_org_id_entry_id_ticket_transaction_org_id_id_fk" FOREIGN KEY ("org_id","entry_id") REFERENCES "public"."ticket_transaction"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lifecycle" ADD CONSTRAINT "lifecycle_org_id_organization_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue" ADD CONSTRAINT "queue_org_id_organization_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue" ADD CONSTRAINT "queue_org_id_lifecycle_id_lifecycle_org_id_id_fk" FOREIGN KEY ("org_id","lifecycle_id") REFERENCES "public"."lifecycle"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_address" ADD CONSTRAINT "queue_address_org_id_queue_id_queue_org_id_id_fk" FOREIGN KEY ("org_id","queue_id") REFERENCES "public"."queue"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scrip" ADD CONSTRAINT "scrip_org_id_organization_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scrip_queue" ADD CONSTRAINT "scrip_queue_org_id_scrip_id_scrip_org_id_id_fk" FOREIGN KEY ("org_id","scrip_id") REFERENCES "public"."scrip"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scrip_queue" ADD CONSTRAINT "scrip_queue_org_id_queue_id_queue_org_id_id_fk" FOREIGN KEY ("org_id","queue_id") REFERENCES "public"."queue"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template" ADD CONSTRAINT "template_org_id_organization_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template" ADD CONSTRAINT "template_org_id_queue_id_queue_org_id_id_fk" FOREIGN KEY ("org_id","queue_id") REFERENCES "public"."queue"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_org_id_entry_id_ticket_transaction_org_id_id_fk" FOREIGN KEY ("org_id","entry_id") REFERENCES "public"."ticket_transaction"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_content" ADD CONSTRAINT "entry_content_org_id_entry_id_ticket_transaction_org_id_id_fk" FOREIGN KEY ("org_id","entry_id") REFERENCES "public"."ticket_transaction"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_placement" ADD CONSTRAINT "entry_placement_org_id_entry_id_ticket_transaction_org_id_id_fk" FOREIGN KEY ("org_id","entry_id") REFERENCES "public"."ticket_transaction"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_placement" ADD CONSTRAINT "entry_placement_org_id_ticket_id_ticket_org_id_id_fk" FOREIGN KEY ("org_id","ticket_id") REFERENCES "public"."ticket"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_transaction" ADD CONSTRAINT "ticket_transaction_org_id_ticket_id_ticket_org_id_id_fk" FOREIGN KEY ("org_id","ticket_id") REFERENCES "public"."ticket"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_transaction" ADD CONSTRAINT "ticket_transaction_org_id_created_by_user_org_id_id_fk" FOREIGN KEY ("org_id","created_by") REFERENCES "public"."user"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_watcher" ADD CONSTRAINT "queue_watcher_org_id_queue_id_queue_org_id_id_fk" FOREIGN KEY ("org_id","queue_id") REFERENCES "public"."queue"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_watcher" ADD CONSTRAINT "queue_watcher_org_id_user_id_user_org_id_id_fk" FOREIGN KEY ("org_id","user_id") REFERENCES "public"."user"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_watcher" ADD CONSTRAINT "queue_watcher_org_id_group_id_group_org_id_id_fk" FOREIGN KEY ("org_id","group_id") REFERENCES "public"."group"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_org_id_queue_id_queue_org_id_id_fk" FOREIGN KEY ("org_id","queue_id") REFERENCES "public"."queue"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_owner_fk" FOREIGN KEY ("org_id","owner_id") REFERENCES "public"."user"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_creator_fk" FOREIGN KEY ("org_id","created_by") REFERENCES "public"."user"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_updater_fk" FOREIGN KEY ("org_id","last_updated_by") REFERENCES "public"."user"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_watcher" ADD CONSTRAINT "ticket_watcher_org_id_ticket_id_ticket_org_id_id_fk" FOREIGN KEY ("org_id","ticket_id") REFERENCES "public"."ticket"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_watcher" ADD CONSTRAINT "ticket_watcher_org_id_user_id_user_org_id_id_fk" FOREIGN KEY ("org_id","user_id") REFERENCES "public"."user"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_watcher" ADD CONSTRAINT "ticket_watcher_org_id_group_id_group_org_id_id_fk" FOREIGN KEY ("org_id","group_id") REFERENCES "public"."group"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_org_id_user_id_user_org_id_id_fk" FOREIGN KEY ("org_id","user_id") REFERENCES "public"."user"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_org_id_user_id_user_org_id_id_fk" FOREIGN KEY ("org_id","user_id") REFERENCES "public"."user"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user" ADD CONSTRAINT "user_org_id_organization_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "failed_job_job" ON "failed_job" USING btree ("org_id","job","job_id");--> statement-breakpoint
CREATE INDEX "failed_job_subject" ON "failed_job" USING btree ("org_id","job","subject_id");--> statement-breakpoint
CREATE INDEX "failed_job_time" ON "failed_job" USING btree ("org_id","failed_at");--> statement-breakpoint
CREATE INDEX "failed_job_open" ON "failed_job" USING btree ("failed_at") WHERE recovered_at is null;--> statement-breakpoint
CREATE INDEX "grant_user" ON "grant" USING btree ("org_id","user_id");--> statement-breakpoint
CREATE INDEX "grant_group" ON "grant" USING btree ("org_id","group_id");--> statement-breakpoint
CREATE INDEX "grant_role" ON "grant" USING btree ("org_id","role");--> statement-breakpoint
CREATE INDEX "grant_queue" ON "grant" USING btree ("org_id","queue_id");--> statement-breakpoint
CREATE UNIQUE INDEX "group_name" ON "group" USING btree ("org_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "group_system" ON "group" USING btree ("org_id","kind") WHERE kind <> 'user_defined';--> statement-breakpoint
CREATE UNIQUE INDEX "group_member_user" ON "group_member" USING btree ("org_id","member_user_id","group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "group_member_group" ON "group_member" USING btree ("org_id","member_group_id","group_id");--> statement-breakpoint
CREATE INDEX "group_member_of" ON "group_member" USING btree ("org_id","group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_message_dedupe" ON "inbound_message" USING btree ("org_id","dedupe_key");--> statement-breakpoint
CREATE INDEX "inbound_message_hash" ON "inbound_message" USING btree ("org_id","content_hash","received_at");--> statement-breakpoint
CREATE INDEX "inbound_message_state" ON "inbound_message" USING btree ("org_id","state","id");--> statement-breakpoint
CREATE INDEX "inbound_message_ticket" ON "inbound_message" USING btree ("org_id","ticket_id");--> statement-breakpoint
CREATE INDEX "inbound_message_entry" ON "inbound_message" USING btree ("org_id","entry_id");--> statement-breakpoint
CREATE INDEX "inbound_message_waiting" ON "inbound_message" USING btree ("received_at") WHERE state = 'stored';--> statement-breakpoint
CREATE UNIQUE INDEX "organization_slug" ON "organization" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "outbound_message_message_id" ON "outbound_message" USING btree ("org_id","message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbound_message_token" ON "outbound_message" USING btree ("org_id","reply_token");--> statement-breakpoint
CREATE INDEX "outbound_message_provider_id" ON "outbound_message" USING btree ("org_id","provider_message_id");--> statement-breakpoint
CREATE INDEX "outbound_message_ticket" ON "outbound_message" USING btree ("org_id","ticket_id","created_at");--> statement-breakpoint
CREATE INDEX "outbound_message_entry" ON "outbound_message" USING btree ("org_id","entry_id");--> statement-breakpoint
CREATE INDEX "outbound_message_unsent" ON "outbound_message" USING btree ("created_at") WHERE state in ('pending', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX "lifecycle_name" ON "lifecycle" USING btree ("org_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "queue_key" ON "queue" USING btree ("org_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "queue_name" ON "queue" USING btree ("org_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "queue_address_address" ON "queue_address" USING btree ("address");--> statement-breakpoint
CREATE INDEX "queue_address_queue" ON "queue_address" USING btree ("org_id","queue_id");--> statement-breakpoint
CREATE INDEX "scrip_order" ON "scrip" USING btree ("org_id","sort_order");--> statement-breakpoint
CREATE UNIQUE INDEX "scrip_queue_once" ON "scrip_queue" USING btree ("org_id","scrip_id","queue_id");--> statement-breakpoint
CREATE INDEX "scrip_queue_queue" ON "scrip_queue" USING btree ("org_id","queue_id");--> statement-breakpoint
CREATE INDEX "template_queue" ON "template" USING btree ("org_id","queue_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attachment_position" ON "attachment" USING btree ("org_id","entry_id","position");--> statement-breakpoint
CREATE INDEX "attachment_hash" ON "attachment" USING btree ("org_id","content_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "entry_content_entry" ON "entry_content" USING btree ("org_id","entry_id");--> statement-breakpoint
CREATE INDEX "entry_content_message_id" ON "entry_content" USING btree ("org_id","message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "entry_placement_entry" ON "entry_placement" USING btree ("org_id","entry_id");--> statement-breakpoint
CREATE INDEX "entry_placement_ticket" ON "entry_placement" USING btree ("org_id","ticket_id","at","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_transaction_seq" ON "ticket_transaction" USING btree ("org_id","ticket_id","seq");--> statement-breakpoint
CREATE INDEX "ticket_transaction_actor" ON "ticket_transaction" USING btree ("org_id","created_by","created_at");--> statement-breakpoint
CREATE INDEX "queue_watcher_user" ON "queue_watcher" USING btree ("org_id","user_id","role","queue_id");--> statement-breakpoint
CREATE INDEX "queue_watcher_group" ON "queue_watcher" USING btree ("org_id","group_id","role","queue_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_number" ON "ticket" USING btree ("org_id","number");--> statement-breakpoint
CREATE INDEX "ticket_queue_moved" ON "ticket" USING btree ("org_id","queue_id","status_category","last_updated_at","id");--> statement-breakpoint
CREATE INDEX "ticket_moved" ON "ticket" USING btree ("org_id","status_category","last_updated_at","id");--> statement-breakpoint
CREATE INDEX "ticket_queue_status" ON "ticket" USING btree ("org_id","queue_id","status","last_updated_at","id");--> statement-breakpoint
CREATE INDEX "ticket_owner" ON "ticket" USING btree ("org_id","owner_id","status_category","last_updated_at","id");--> statement-breakpoint
CREATE INDEX "ticket_scrips_behind" ON "ticket" USING btree ("last_updated_at") WHERE scrips_done < entry_count;--> statement-breakpoint
CREATE INDEX "ticket_watcher_user" ON "ticket_watcher" USING btree ("org_id","user_id","role","ticket_id");--> statement-breakpoint
CREATE INDEX "ticket_watcher_group" ON "ticket_watcher" USING btree ("org_id","group_id","role","ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "credential_user" ON "credential" USING btree ("org_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "session_token_hash" ON "session" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("org_id","user_id");--> statement-breakpoint
CREATE INDEX "session_expires" ON "session" USING btree ("org_id","expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "user_email" ON "user" USING btree ("org_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "user_fixed" ON "user" USING btree ("org_id","kind") WHERE kind <> 'person';--> statement-breakpoint
CREATE POLICY "org" ON "failed_job" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("failed_job"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("failed_job"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "failed_job" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "grant" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("grant"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("grant"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "grant" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "group" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("group"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("group"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "group" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "group_member" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("group_member"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("group_member"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "group_member" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "inbound_message" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("inbound_message"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("inbound_message"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "inbound_message" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "organization" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("organization"."id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("organization"."id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "organization" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "outbound_message" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("outbound_message"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("outbound_message"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "outbound_message" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "lifecycle" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("lifecycle"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("lifecycle"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "lifecycle" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "queue" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("queue"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("queue"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "queue" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "queue_address" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("queue_address"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("queue_address"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "queue_address" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "scrip" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("scrip"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("scrip"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "scrip" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "scrip_queue" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("scrip_queue"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("scrip_queue"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "scrip_queue" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "template" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("template"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("template"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "template" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "attachment" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("attachment"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("attachment"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "attachment" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "entry_content" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("entry_content"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("entry_content"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "entry_content" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "entry_placement" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("entry_placement"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("entry_placement"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "entry_placement" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "ticket_transaction" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("ticket_transaction"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("ticket_transaction"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "ticket_transaction" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "queue_watcher" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("queue_watcher"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("queue_watcher"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "queue_watcher" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "ticket" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("ticket"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("ticket"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "ticket" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "ticket_watcher" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("ticket_watcher"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("ticket_watcher"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "ticket_watcher" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "credential" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("credential"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("credential"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "credential" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "session" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("session"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("session"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "session" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "org" ON "user" AS PERMISSIVE FOR ALL TO "deskhand_app" USING ("user"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("user"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system" ON "user" AS PERMISSIVE FOR ALL TO "deskhand_system" USING (true) WITH CHECK (true);