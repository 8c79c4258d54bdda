"use client";
import { classNames } from "@deskhand/ui";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

type NavLinkProps = {
  href: string;
  children: ReactNode;
  /** Number at the end, such as open tickets, with the words that say what it counts. */
  count?: { text: string; label: string };
};

/** A line of the navigation; knows whether it is the page at hand. */
export function NavLink({ href, children, count }: NavLinkProps) {
  const current = usePathname() === href;
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? "page" : undefined}
      className={classNames(
        "flex min-h-9 items-center gap-2 rounded-md px-2 py-1 pointer-coarse:min-h-11",
        current ? "bg-raised font-semibold text-text" : "text-text-2 hover:bg-raised hover:text-text",
      )}
    >
      <span className="min-w-0 wrap-anywhere">{children}</span>
      {count && (
        <span className="ms-auto text-sm tabular-nums">
          <span aria-hidden>{count.text}</span>
          <span className="sr-only">{count.label}</span>
        </span>
      )}
    </Link>
  );
}
