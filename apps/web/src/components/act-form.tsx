"use client";
import { ErrorState } from "@deskhand/ui";
import { useActionState } from "react";
import type { ReactNode } from "react";
import { NOTHING_DONE } from "./act-state.ts";
import type { ActState } from "./act-state.ts";

type ActFormProps = {
  action: (before: ActState, form: FormData) => Promise<ActState>;
  /** Heads the reason when the act was refused. */
  refused: string;
  children: ReactNode;
};

/** A form for one act. While it runs its buttons rest; a refusal stands above it. Works without scripts too. */
export function ActForm({ action, refused, children }: ActFormProps) {
  const [{ refusal }, submit, pending] = useActionState(action, NOTHING_DONE);
  return (
    <form action={submit}>
      {refusal !== null && <ErrorState title={refused}>{refusal}</ErrorState>}
      {/* Fields that are disabled are not sent, so the rest is marked, not disabled. */}
      <div aria-busy={pending} inert={pending}>
        {children}
      </div>
    </form>
  );
}
