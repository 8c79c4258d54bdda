import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { NavLink } from "../../../../components/nav-link.tsx";
import type { QueueSummary } from "../../../../server/console.ts";

/** Where one can go: the desk, its queues with their open tickets, and what only administrators see. */
export async function Navigation({ queues, administer }: { queues: readonly QueueSummary[]; administer: boolean }) {
  const t = await getTranslations("shell");
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-2 lg:flex-col lg:gap-4">
      <List>
        <NavLink href="/desk">{t("desk")}</NavLink>
      </List>
      <List heading={t("queues")}>
        {queues.map(({ key, name, open }) => (
          <NavLink
            key={key}
            href={`/desk/queues/${key}`}
            count={{ text: t("count", { count: open }), label: t("open", { count: open }) }}
          >
            {name}
          </NavLink>
        ))}
      </List>
      {administer && (
        <List heading={t("administration")}>
          <NavLink href="/admin/mail">{t("mail")}</NavLink>
          <NavLink href="/admin/jobs">{t("jobs")}</NavLink>
        </List>
      )}
    </div>
  );
}

function List({ heading, children }: { heading?: string; children: ReactNode }) {
  return (
    <div className="lg:flex lg:flex-col">
      {heading && <h2 className="px-2 pb-1 text-sm font-medium text-text-3 max-lg:sr-only">{heading}</h2>}
      <div className="flex flex-wrap gap-1 lg:flex-col">{children}</div>
    </div>
  );
}
