"use client";
import { Button, buttonClass, classNames, CONTROL_CLASS, ErrorState, Field } from "@deskhand/ui";
import { Lock, Send } from "lucide-react";
import { useActionState } from "react";
import { NOTHING_DONE } from "../../../../../../../components/act-state.ts";
import { NO_MESSAGE } from "./message-form.ts";
import type { MessageState, MessageValues } from "./message-form.ts";

type ComposerProps = {
  kind: "reply" | "comment";
  action: (before: MessageState, form: FormData) => Promise<MessageState>;
  /** Words of the button that opens the form, of the text's label, of what happens on sending, of the button that sends. */
  open: string;
  label: string;
  note: string;
  submit: string;
  transitions: readonly { status: string; label: string }[];
  texts: { cc: string; ccHint: string; bcc: string; status: string; keepStatus: string; refused: string };
};

const LOOKS = {
  reply: { Icon: Send, card: "border-s-[3px] border-accent bg-reply-paper", button: "primary", note: "text-text-2" },
  comment: {
    Icon: Lock,
    card: "border-[3px] border-dashed border-comment-edge bg-comment-paper",
    button: "comment",
    note: "font-medium text-comment-heading",
  },
} as const;

const START: MessageState = { ...NOTHING_DONE, values: NO_MESSAGE };

/** The form of one kind of message behind its button. It closes and empties when the message is accepted. */
export function Composer({ kind, action, open, note, ...rest }: ComposerProps) {
  const [state, submit, pending] = useActionState(action, START);
  const { Icon, card, note: noteClass } = LOOKS[kind];
  return (
    <details key={state.done} data-composer={kind} open={state.refusal !== null} className="group open:basis-full">
      <summary
        className={classNames(buttonClass("secondary", "lg"), "w-40 list-none [&::-webkit-details-marker]:hidden")}
      >
        <Icon aria-hidden size={16} />
        {open}
      </summary>
      <form action={submit} className={classNames("mt-3 flex flex-col gap-4 rounded-lg p-4", card)}>
        {state.refusal !== null && <ErrorState title={rest.texts.refused}>{state.refusal}</ErrorState>}
        <p className={classNames("flex gap-2 wrap-anywhere", noteClass)}>
          <Icon aria-hidden size={16} className="mt-0.5 shrink-0" />
          {note}
        </p>
        <Fields {...rest} kind={kind} values={state.values} pending={pending} />
      </form>
    </details>
  );
}

type FieldsProps = Omit<ComposerProps, "action" | "open" | "note"> & { values: MessageValues; pending: boolean };

function Fields({ kind, label, submit, transitions, texts, values, pending }: FieldsProps) {
  return (
    <>
      <Field id={`${kind}-text`} label={label}>
        {(ids) => (
          <textarea
            {...ids}
            name="text"
            rows={8}
            required
            dir="auto"
            defaultValue={values.text}
            className={classNames(CONTROL_CLASS, "max-w-[80ch] text-message")}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-4">
        <Line id={`${kind}-cc`} name="cc" label={texts.cc} hint={texts.ccHint} value={values.cc} />
        {kind === "reply" && (
          <Line id="reply-bcc" name="bcc" label={texts.bcc} hint={texts.ccHint} value={values.bcc} />
        )}
      </div>
      <div className="flex flex-wrap items-end gap-4">
        {transitions.length > 0 && (
          <Field id={`${kind}-status`} label={texts.status}>
            {(ids) => (
              <select {...ids} key={values.status} name="status" defaultValue={values.status} className={CONTROL_CLASS}>
                <option value="">{texts.keepStatus}</option>
                {transitions.map(({ status, label: name }) => (
                  <option key={status} value={status}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Button type="submit" kind={LOOKS[kind].button} size="lg" disabled={pending}>
          {submit}
        </Button>
      </div>
    </>
  );
}

function Line({
  id,
  name,
  label,
  hint,
  value,
}: {
  id: string;
  name: string;
  label: string;
  hint: string;
  value: string;
}) {
  return (
    <div className="min-w-0 flex-1 basis-64">
      <Field id={id} label={label} hint={hint}>
        {(ids) => (
          <input
            {...ids}
            name={name}
            type="text"
            inputMode="email"
            autoComplete="off"
            defaultValue={value}
            className={CONTROL_CLASS}
          />
        )}
      </Field>
    </div>
  );
}
