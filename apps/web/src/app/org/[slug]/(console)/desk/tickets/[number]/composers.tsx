import { getTranslations } from "next-intl/server";
import type { TicketPlace } from "../../../../../../../server/change-ticket.ts";
import type { TicketView } from "../../../../../../../server/ticket.ts";
import { comment, reply } from "./actions.ts";
import { Composer } from "./composer.tsx";

/** Two forms for two acts: neither is open at first, and nothing typed in one ever gets into the other. */
export async function Composers({ ticket, place }: { ticket: TicketView; place: TicketPlace }) {
  const t = await getTranslations("composer");
  const { can, transitions, requestors, cc } = ticket;
  if (!can.reply && !can.comment) return null;
  const to = [...requestors, ...cc].map(({ name, email }) => (email && email !== name ? `${name} <${email}>` : name));
  const shared = {
    transitions,
    texts: {
      cc: t("cc"),
      ccHint: t("ccHint"),
      bcc: t("bcc"),
      status: t("status"),
      keepStatus: t("keepStatus"),
      refused: t("refused"),
    },
  };
  return (
    <section id="composer" aria-labelledby="composer-heading" className="scroll-mt-16 pt-6">
      <h2 id="composer-heading" className="sr-only">
        {t("title")}
      </h2>
      <div className="flex flex-wrap items-start gap-3">
        {can.reply && (
          <Composer
            {...shared}
            kind="reply"
            action={reply.bind(null, place)}
            open={t("reply.open")}
            label={t("reply.label")}
            note={to.length > 0 ? t("reply.note", { people: to.join(", ") }) : t("reply.nobody")}
            submit={t("reply.submit", { count: to.length, name: requestors[0]?.name ?? "" })}
          />
        )}
        {can.comment && (
          <Composer
            {...shared}
            kind="comment"
            action={comment.bind(null, place)}
            open={t("comment.open")}
            label={t("comment.label")}
            note={t("comment.note")}
            submit={t("comment.submit")}
          />
        )}
      </div>
    </section>
  );
}
