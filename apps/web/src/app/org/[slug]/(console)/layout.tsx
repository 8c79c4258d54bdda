import { Avatar, Button, Menu, Shell } from "@deskhand/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Preferences } from "../../../../components/preferences.tsx";
import { listQueues, openConsole } from "../../../../server/console.ts";
import type { Me } from "../../../../server/console.ts";
import { Navigation } from "./navigation.tsx";

type LayoutProps = { children: ReactNode; params: Promise<{ slug: string }> };

/** The frame of the console, for staff alone. */
export default async function ConsoleLayout({ children, params }: LayoutProps) {
  const [{ slug }, t] = await Promise.all([params, getTranslations("shell")]);
  const [{ me }, queues] = await Promise.all([openConsole(slug), listQueues(slug)]);
  return (
    <Shell
      skipLabel={t("skip")}
      navigationLabel={t("navigation")}
      brand={
        <Link href="/desk" className="inline-flex min-h-6 items-center wrap-anywhere">
          {me.organization.name}
        </Link>
      }
      controls={
        <>
          <Preferences />
          <Account user={me.user} label={t("account")} signOut={t("signOut")} />
        </>
      }
      navigation={<Navigation queues={queues} administer={me.can.administer} />}
    >
      {children}
    </Shell>
  );
}

function Account({ user, label, signOut }: { user: Me["user"]; label: string; signOut: string }) {
  return (
    <Menu
      id="account"
      kind="quiet"
      label={
        <>
          <Avatar name={user.name} />
          <span className="sr-only">{label}: </span>
          <span className="max-sm:sr-only">{user.name}</span>
        </>
      }
    >
      <p className="px-2 pt-1 font-medium wrap-anywhere">{user.name}</p>
      <p className="px-2 pb-3 text-sm text-text-2 wrap-anywhere">{user.email}</p>
      <form method="post" action="/auth/sign-out">
        <Button type="submit">{signOut}</Button>
      </form>
    </Menu>
  );
}
