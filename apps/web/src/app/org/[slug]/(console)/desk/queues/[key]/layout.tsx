import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { openConsole } from "../../../../../../../server/console.ts";

type LayoutProps = { children: ReactNode; params: Promise<{ slug: string; key: string }> };

/** Asks for the queue before anything is sent, so that an unknown one answers 404 and not a page that says so. */
export default async function QueueLayout({ children, params }: LayoutProps) {
  const { slug, key } = await params;
  const { api } = await openConsole(slug);
  const queues = await api.queues.list();
  if (!queues.some((queue) => queue.key === key)) notFound();
  return children;
}
