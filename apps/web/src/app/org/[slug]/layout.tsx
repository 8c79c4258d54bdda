import type { Metadata } from "next";
import type { ReactNode } from "react";
import { requireOrganization } from "../../../server/organization.ts";

type LayoutProps = { children: ReactNode; params: Promise<{ slug: string }> };

/** Titles of all pages of an organisation end in its name. */
export async function generateMetadata({ params }: LayoutProps): Promise<Metadata> {
  const { name } = await requireOrganization((await params).slug);
  return { title: { template: `%s – ${name}`, default: name } };
}

/** An organisation's pages: there are none for a host without one. */
export default async function OrganizationLayout({ children, params }: LayoutProps) {
  await requireOrganization((await params).slug);
  return children;
}
