import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "./button.tsx";
import type { ButtonKind, ButtonSize } from "./button.tsx";

type MenuProps = {
  /** Unique in the page. A new id closes the panel. */
  id: string;
  label: ReactNode;
  kind?: ButtonKind;
  size?: ButtonSize;
  /** Which edge of the button the panel keeps to. */
  align?: "start" | "end";
  children: ReactNode;
};

/** A button that opens a panel below it. The browser closes it on Escape and on a click elsewhere; no script is needed. */
export function Menu({ id, label, kind = "secondary", size = "sm", align = "end", children }: MenuProps) {
  return (
    <>
      <button type="button" popoverTarget={id} className={buttonClass(kind, size)}>
        {label}
        <ChevronDown aria-hidden size={14} className="shrink-0" />
      </button>
      <div key={id} id={id} popover="auto" data-align={align} className="menu-panel">
        {children}
      </div>
    </>
  );
}
