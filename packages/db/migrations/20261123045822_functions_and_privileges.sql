-- Lets the application's logins in, keeps the history append-only, adds the questions that are asked before a tenant is known, and numbers tickets. Takes no lock on rows.
GRANT USAGE ON SCHEMA public TO deskhand_app, deskhand_system;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO deskhand_app, deskhand_system;--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO deskhand_app, deskhand_system;--> statement-breakpoint
REVOKE UPDATE, DELETE ON ticket_transaction, entry_content, attachment FROM deskhand_app, deskhand_system;--> statement-breakpoint
REVOKE DELETE ON entry_placement, ticket, organization, inbound_message FROM deskhand_app, deskhand_system;--> statement-breakpoint
CREATE SCHEMA lookup;--> statement-breakpoint
GRANT USAGE ON SCHEMA lookup TO deskhand_app, deskhand_system;--> statement-breakpoint
CREATE FUNCTION lookup.org_for_slug(wanted text) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT id FROM public.organization WHERE slug = wanted AND disabled_at IS NULL $$;--> statement-breakpoint
CREATE FUNCTION lookup.org_for_address(wanted text) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT a.org_id FROM public.queue_address a JOIN public.organization o ON o.id = a.org_id JOIN public.queue q ON q.org_id = a.org_id AND q.id = a.queue_id WHERE a.address = wanted AND a.verified_at IS NOT NULL AND o.disabled_at IS NULL AND q.disabled_at IS NULL $$;--> statement-breakpoint
CREATE FUNCTION lookup.org_for_disabled_address(wanted text) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT a.org_id FROM public.queue_address a JOIN public.organization o ON o.id = a.org_id JOIN public.queue q ON q.org_id = a.org_id AND q.id = a.queue_id WHERE a.address = wanted AND a.verified_at IS NOT NULL AND (o.disabled_at IS NOT NULL OR q.disabled_at IS NOT NULL) $$;--> statement-breakpoint
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA lookup FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA lookup TO deskhand_app, deskhand_system;--> statement-breakpoint
CREATE SCHEMA numbering;--> statement-breakpoint
GRANT USAGE ON SCHEMA numbering TO deskhand_app, deskhand_system;--> statement-breakpoint
CREATE FUNCTION numbering.start_tickets() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
  AS $$ BEGIN
    EXECUTE pg_catalog.format('CREATE SEQUENCE numbering.%I AS integer', 'tickets_' || pg_catalog.replace(pg_catalog.current_setting('app.org_id')::uuid::text, '-', ''));
  END $$;--> statement-breakpoint
CREATE FUNCTION numbering.next_ticket() RETURNS integer
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT pg_catalog.nextval(pg_catalog.format('numbering.%I', 'tickets_' || pg_catalog.replace(pg_catalog.current_setting('app.org_id')::uuid::text, '-', ''))::regclass)::integer $$;--> statement-breakpoint
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA numbering FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA numbering TO deskhand_app, deskhand_system;
