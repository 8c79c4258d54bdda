import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { listQueues } from "../../../../../../../server/console.ts";

type LayoutProps = { children: ReactNode; params: Promise<{ slug: string; key: string }> };

/** Asks for the queue before anything is sent, so that an unknown one answers 404 and not a page that says so. */
export default async function QueueLayout({ children, params }: LayoutProps) {
  const { slug, key } = await params;
  const queues = await listQueues(slug);
  if (!queues.some((queue) => queue.key === key)) notFound();
  return children;
}
