"use client";
import { Button, CONTROL_CLASS, ErrorState, Field } from "@deskhand/ui";
import { useActionState, useEffect } from "react";
import type { SignInState } from "./actions.ts";

type SignInFormProps = {
  action: (before: SignInState, form: FormData) => Promise<SignInState>;
  texts: { email: string; password: string; submit: string; failed: string };
};

/** The sign-in form; works without scripts too. */
export function SignInForm({ action, texts }: SignInFormProps) {
  const [state, submit, pending] = useActionState(action, { step: "asked", email: "" });
  useEffect(() => {
    if (state.step === "done") window.location.replace(state.next);
  }, [state]);
  return (
    <form action={submit} className="flex flex-col gap-4 text-base">
      {state.step === "refused" && <ErrorState title={texts.failed} />}
      <Field id="email" label={texts.email}>
        {(ids) => (
          <input
            {...ids}
            key={state.step}
            name="email"
            type="email"
            autoComplete="username"
            required
            defaultValue={state.step === "done" ? "" : state.email}
            className={CONTROL_CLASS}
          />
        )}
      </Field>
      <Field id="password" label={texts.password}>
        {(ids) => (
          <input
            {...ids}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            className={CONTROL_CLASS}
          />
        )}
      </Field>
      <Button type="submit" kind="primary" size="lg" disabled={pending || state.step === "done"}>
        {texts.submit}
      </Button>
    </form>
  );
}
