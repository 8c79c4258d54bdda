import { buttonClass, Menu } from "@deskhand/ui";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ActForm } from "../../../../../../../components/act-form.tsx";
import { Status } from "../../../../../../../components/status.tsx";
import { When } from "../../../../../../../components/when.tsx";
import type { TicketPlace } from "../../../../../../../server/change-ticket.ts";
import type { TicketView } from "../../../../../../../server/ticket.ts";
import { setStatus } from "./actions.ts";

/** The ticket's facts in reading order: number, subject, status, owner, queue, priority, requestor, age, contact. */
export async function TicketHeader({ ticket, place }: { ticket: TicketView; place: TicketPlace }) {
  const t = await getTranslations("ticket");
  const list = await getTranslations("tickets");
  const requestors = ticket.requestors.map(({ name }) => name).join(", ");
  return (
    <header className="flex flex-col gap-3 border-b border-border pb-4 mb-4">
      <Link
        href={`/desk/queues/${encodeURIComponent(ticket.queue.key)}`}
        className="inline-flex min-h-6 items-center gap-1 self-start text-sm text-accent underline-offset-4 hover:underline"
      >
        <ArrowLeft aria-hidden size={14} className="rtl:rotate-180" />
        {t("backTo", { queue: ticket.queue.name })}
      </Link>
      <h1 className="text-xl font-semibold wrap-anywhere">
        <span className="font-mono font-normal text-text-2">#{ticket.number}</span>{" "}
        <bdi>{ticket.subject || list("noSubject")}</bdi>
      </h1>
      <dl className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <Fact label={list("status")}>
          <Status status={ticket.status} category={ticket.statusCategory} />
        </Fact>
        <Fact label={list("owner")}>{ticket.owner?.name ?? list("nobody")}</Fact>
        <Fact label={list("queue")}>{ticket.queue.name}</Fact>
        <Fact label={list("priority")}>{ticket.priority}</Fact>
        <Fact label={list("requestor")}>
          <bdi>{requestors || list("none")}</bdi>
        </Fact>
        <Fact label={t("created")}>
          <When at={ticket.createdAt} />
        </Fact>
        {ticket.toldAt && (
          <Fact label={t("told")}>
            <When at={ticket.toldAt} />
          </Fact>
        )}
      </dl>
      <div className="flex flex-wrap items-start gap-2">
        <StatusMenu ticket={ticket} place={place} />
        {(ticket.can.reply || ticket.can.comment) && (
          <a href="#composer" className={buttonClass("quiet", "sm")}>
            {t("toComposer")}
          </a>
        )}
      </div>
    </header>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 items-center gap-2">
      <dt className="text-sm text-text-2">{label}</dt>
      <dd className="min-w-0 wrap-anywhere tabular-nums">{children}</dd>
    </div>
  );
}

/** The statuses the ticket may go to from here, as its lifecycle and the person's rights have it. */
async function StatusMenu({ ticket, place }: { ticket: TicketView; place: TicketPlace }) {
  const t = await getTranslations("ticket");
  if (ticket.transitions.length === 0) return null;
  return (
    <Menu id={`status-${ticket.version}`} align="start" label={t("changeStatus")}>
      <ActForm action={setStatus.bind(null, place)} refused={t("refused")}>
        <ul className="flex flex-col">
          {ticket.transitions.map(({ status, label }) => (
            <li key={status}>
              <button
                type="submit"
                name="status"
                value={status}
                className="control-md w-full rounded-md px-2 text-start hover:bg-raised"
              >
                {label}
              </button>
            </li>
          ))}
        </ul>
      </ActForm>
    </Menu>
  );
}
