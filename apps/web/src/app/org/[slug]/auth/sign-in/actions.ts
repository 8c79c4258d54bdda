"use server";
import { safeReturnPath } from "@deskhand/auth/return-path";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getAuth } from "../../../../../server/auth.ts";
import { requireOrganization } from "../../../../../server/organization.ts";

/** How far signing in has come; the address is kept so that it need not be typed again. */
export type SignInState = { step: "asked" | "refused"; email: string } | { step: "done"; next: string };

/**
 * Signs in with the form's address and password.
 * @param slug of the organisation
 * @param next path to go on to
 */
export async function signIn(slug: string, next: string, _before: SignInState, form: FormData): Promise<SignInState> {
  const { id } = await requireOrganization(slug);
  const email = textOf(form, "email");
  if (!(await getAuth().signIn(id, { email, password: textOf(form, "password") }))) return { step: "refused", email };
  const path = safeReturnPath(next, "/desk");
  // With scripts the form itself goes on, by a full load: nothing rendered for a stranger stays in the browser.
  if ((await headers()).has("next-action")) return { step: "done", next: path };
  redirect(path);
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
