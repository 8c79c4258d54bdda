import type { ButtonHTMLAttributes, ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** What pressing it does: the page's main act, an ordinary one, adding an internal comment, something grave, or quietly. */
export type ButtonKind = "primary" | "secondary" | "comment" | "danger" | "quiet";
export type ButtonSize = "sm" | "md" | "lg";

const KINDS: Record<ButtonKind, string> = {
  primary: "bg-primary text-on-primary border-transparent hover:opacity-90",
  secondary: "bg-bg text-text border-border-control hover:bg-raised",
  comment: "bg-comment text-on-comment border-transparent hover:opacity-90",
  danger: "bg-danger text-on-danger border-transparent hover:opacity-90",
  quiet: "bg-transparent text-text-2 border-transparent hover:bg-raised hover:text-text",
};

const SIZES: Record<ButtonSize, string> = {
  sm: "control-sm px-2 text-sm",
  md: "control-md px-3",
  lg: "control-lg px-4",
};

/** The classes of a button, for links that look like one. */
export function buttonClass(kind: ButtonKind = "secondary", size: ButtonSize = "md"): string {
  return classNames(
    "inline-flex items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60",
    KINDS[kind],
    SIZES[size],
  );
}

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> & {
  kind?: ButtonKind;
  size?: ButtonSize;
  children: ReactNode;
};

/** A button; submits its form only if told so with `type`. */
export function Button({ kind = "secondary", size = "md", type = "button", children, ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} className={buttonClass(kind, size)}>
      {children}
    </button>
  );
}
