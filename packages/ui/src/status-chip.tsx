import { CircleCheck, CircleDot, CircleDashed, CirclePause, CircleX, Trash2 } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { classNames } from "./class-names.ts";

/** What a status means to a reader. A lifecycle's own names are shown as they are, in the colours of their meaning. */
export type StatusMeaning = "new" | "open" | "stalled" | "resolved" | "rejected" | "deleted";

type Look = { classes: string; Icon: LucideIcon };

const LOOKS: Record<StatusMeaning, Look> = {
  new: { classes: "bg-chip-new text-on-chip-new", Icon: CircleDashed },
  open: { classes: "bg-chip-open text-on-chip-open", Icon: CircleDot },
  stalled: { classes: "bg-chip-stalled text-on-chip-stalled", Icon: CirclePause },
  resolved: { classes: "bg-chip-resolved text-on-chip-resolved", Icon: CircleCheck },
  rejected: { classes: "bg-chip-rejected text-on-chip-rejected", Icon: CircleX },
  deleted: { classes: "bg-chip-deleted text-on-chip-deleted line-through", Icon: Trash2 },
};

const BY_CATEGORY = { initial: "new", active: "open", inactive: "resolved" } as const satisfies Record<
  string,
  StatusMeaning
>;

/** The meaning of a status: its own where the name is a known one, else that of its category in the lifecycle. */
export function statusMeaning(status: string, category: keyof typeof BY_CATEGORY): StatusMeaning {
  return isMeaning(status) ? status : BY_CATEGORY[category];
}

function isMeaning(status: string): status is StatusMeaning {
  return Object.hasOwn(LOOKS, status);
}

/** A status as a word with an icon; colour is never its only sign. */
export function StatusChip({ meaning, label }: { meaning: StatusMeaning; label: string }) {
  const { classes, Icon } = LOOKS[meaning];
  return (
    <span
      className={classNames("inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-sm font-medium", classes)}
    >
      <Icon aria-hidden size={14} className="shrink-0" />
      {label}
    </span>
  );
}
