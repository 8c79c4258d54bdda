import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { requireTicket } from "../../../../../../../server/ticket.ts";

type LayoutProps = { children: ReactNode; params: Promise<{ slug: string; number: string }> };

export async function generateMetadata({ params }: LayoutProps): Promise<Metadata> {
  const { slug, number } = await params;
  const [ticket, t] = await Promise.all([requireTicket(slug, number), getTranslations("tickets")]);
  return { title: `#${ticket.number} ${ticket.subject || t("noSubject")} – ${ticket.queue.name}` };
}

/** Asks for the ticket before anything is sent, so that an unknown one answers 404 and not a page that says so. */
export default async function TicketLayout({ children, params }: LayoutProps) {
  const { slug, number } = await params;
  await requireTicket(slug, number);
  return children;
}
