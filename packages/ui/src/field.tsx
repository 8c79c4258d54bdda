import type { ReactNode } from "react";

/** Ids by which a control is tied to its hint and its error. */
export type FieldIds = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

type FieldProps = {
  id: string;
  label: string;
  hint?: string | undefined;
  /** What is wrong with the value and what to do about it. */
  error?: string | undefined;
  children: (ids: FieldIds) => ReactNode;
};

/** A label above its control, with hint and error that are read out with it. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-text-2">
          {hint}
        </p>
      )}
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      {error && (
        <p id={`${id}-error`} className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

/** The classes of an input, a select or a text area. */
export const CONTROL_CLASS =
  "w-full control-lg rounded-md border border-border-control bg-bg px-3 py-1.5 text-text placeholder:text-text-3 aria-invalid:border-danger";
