import { notFound } from "next/navigation";
import { openConsole, orNotFound } from "../../../../../../../server/console.ts";
import { readTicketNumber, requireTicket } from "../../../../../../../server/ticket.ts";
import { Composers } from "./composers.tsx";
import { Conversation } from "./conversation.tsx";
import { SidePanel } from "./side-panel.tsx";
import { TicketHeader } from "./ticket-header.tsx";

type PageProps = {
  params: Promise<{ slug: string; number: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
};

/** A ticket: what it is, what was said and done, and what the person reading may do. */
export default async function TicketPage({ params, searchParams }: PageProps) {
  const [{ slug, number }, { after }] = await Promise.all([params, searchParams]);
  const { api, me } = await openConsole(slug);
  const [ticket, history] = await Promise.all([
    requireTicket(slug, number),
    orNotFound(api.tickets.history({ number: readTicketNumber(number), ...readAfter(after) })),
  ]);
  const place = { slug, number: ticket.number };
  return (
    <>
      <TicketHeader ticket={ticket} place={place} />
      <div className="flex flex-col gap-6 xl:flex-row">
        <div className="min-w-0 flex-1">
          <Conversation ticket={ticket} history={history} userId={me.user.id} />
          {history.nextCursor === null && <Composers ticket={ticket} place={place} />}
        </div>
        <SidePanel ticket={ticket} place={place} userId={me.user.id} />
      </div>
    </>
  );
}

/** After which entry the page begins; from the start without a word. */
function readAfter(after: string | string[] | undefined): { after?: number } {
  if (after === undefined) return {};
  if (typeof after !== "string" || !/^\d{1,9}$/.test(after)) notFound();
  return { after: Number(after) };
}
