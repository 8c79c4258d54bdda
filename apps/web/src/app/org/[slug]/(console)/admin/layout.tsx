import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { openConsole } from "../../../../../server/console.ts";

type LayoutProps = { children: ReactNode; params: Promise<{ slug: string }> };

/** Pages for administrators; for everybody else there are none. */
export default async function AdminLayout({ children, params }: LayoutProps) {
  const { me } = await openConsole((await params).slug);
  if (!me.can.administer) notFound();
  return children;
}
