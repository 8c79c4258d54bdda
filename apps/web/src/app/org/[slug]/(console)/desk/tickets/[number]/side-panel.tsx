import { Avatar, Button, CONTROL_CLASS, Field } from "@deskhand/ui";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ActForm } from "../../../../../../../components/act-form.tsx";
import { Exactly } from "../../../../../../../components/when.tsx";
import type { TicketPlace } from "../../../../../../../server/change-ticket.ts";
import type { TicketView } from "../../../../../../../server/ticket.ts";
import { give, steal, take } from "./actions.ts";

type SidePanelProps = { ticket: TicketView; place: TicketPlace; userId: string };

/** The people of the ticket, whose it is, and its dates. */
export async function SidePanel({ ticket, place, userId }: SidePanelProps) {
  const t = await getTranslations("panel");
  return (
    <aside aria-label={t("title")} className="flex flex-col gap-6 xl:w-80 xl:shrink-0">
      <Section title={t("owner")}>
        <Owner ticket={ticket} place={place} userId={userId} />
      </Section>
      <Section title={t("people")}>
        <dl className="flex flex-col gap-3">
          <Role label={t("requestors")} people={ticket.requestors} />
          <Role label={t("cc")} people={ticket.cc} />
          <Role label={t("adminCc")} people={ticket.adminCc} />
          <Role label={t("creator")} people={[{ ...ticket.creator, email: null }]} />
        </dl>
      </Section>
      <Section title={t("dates")}>
        <Dates ticket={ticket} />
      </Section>
    </aside>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rounded-lg border border-border bg-surface p-4">
      <h2 className="pb-3 font-semibold">{title}</h2>
      {children}
    </section>
  );
}

async function Owner({ ticket, place, userId }: SidePanelProps) {
  const t = await getTranslations("panel");
  const { owner, can, owners } = ticket;
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-center gap-2">
        {owner && <Avatar name={owner.name} />}
        {owner ? owner.name : t("nobody")}
        {owner?.id === userId && <span className="text-text-2">{t("you")}</span>}
      </p>
      {can.take && (
        <ActForm action={take.bind(null, place)} refused={t("refused")}>
          <Button type="submit">{t("take")}</Button>
        </ActForm>
      )}
      {can.steal && owner && (
        <ActForm action={steal.bind(null, place)} refused={t("refused")}>
          <Button type="submit">{t("steal", { name: owner.name })}</Button>
        </ActForm>
      )}
      {can.give && owners.length > 0 && (
        <ActForm action={give.bind(null, place)} refused={t("refused")}>
          <div className="flex flex-wrap items-end gap-2">
            <div className="min-w-0 flex-1 basis-32">
              <Field id="owner" label={t("giveTo")}>
                {(ids) => (
                  <select {...ids} key={owner?.id} name="owner" defaultValue={owner?.id} className={CONTROL_CLASS}>
                    {owners.map(({ id, name }) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            </div>
            <Button type="submit" size="lg">
              {t("give")}
            </Button>
          </div>
        </ActForm>
      )}
    </div>
  );
}

async function Role({ label, people }: { label: string; people: readonly { name: string; email: string | null }[] }) {
  const t = await getTranslations("panel");
  return (
    <div>
      <dt className="text-sm text-text-2">{label}</dt>
      {people.length === 0 && <dd className="text-text-3">{t("nobodyHere")}</dd>}
      {people.map(({ name, email }) => (
        <dd key={email ?? name} className="wrap-anywhere">
          <bdi>{name}</bdi>
          {email && email !== name && <span className="block text-sm text-text-2">{email}</span>}
        </dd>
      ))}
    </div>
  );
}

async function Dates({ ticket }: { ticket: TicketView }) {
  const t = await getTranslations("panel.date");
  const dates = [
    { label: t("created"), at: ticket.createdAt },
    { label: t("started"), at: ticket.startedAt },
    { label: t("due"), at: ticket.dueAt },
    { label: t("told"), at: ticket.toldAt },
    { label: t("updated"), at: ticket.lastUpdatedAt },
    { label: t("resolved"), at: ticket.resolvedAt },
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-sm">
      {dates.map(
        ({ label, at }) =>
          at && (
            <div key={label} className="contents">
              <dt className="text-text-2">{label}</dt>
              <dd className="text-end">
                <Exactly at={at} />
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
