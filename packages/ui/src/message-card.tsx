import { Lock, Send, UserRound } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** From a requestor, to a requestor, or among staff only. */
export type MessageKind = "incoming" | "reply" | "comment";

type Look = { card: string; heading: string; Icon: LucideIcon };

/*
 * Kinds are told apart by five signs at once: the words of the heading, the icon, the place and the edge, the paper,
 * and the foot. No organisation can change them.
 */
const LOOKS: Record<MessageKind, Look> = {
  incoming: {
    card: "border-s-[3px] border-border-control bg-surface md:me-8",
    heading: "text-text",
    Icon: UserRound,
  },
  reply: {
    card: "border-s-[3px] border-accent bg-reply-paper ms-4 md:ms-8",
    heading: "text-text",
    Icon: Send,
  },
  comment: {
    card: "border-[3px] border-dashed border-comment-edge bg-comment-paper",
    heading: "text-comment-heading",
    Icon: Lock,
  },
};

type MessageCardProps = {
  kind: MessageKind;
  /** Anchor of the message in the page. */
  id: string;
  /** Says in words who did what, such as "Internal comment by Ben – not sent to requestors". */
  heading: ReactNode;
  time: ReactNode;
  /** Link to this message. */
  permalink: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
};

/** One message of the conversation. */
export function MessageCard({ kind, id, heading, time, permalink, children, foot }: MessageCardProps) {
  const { card, heading: headingClass, Icon } = LOOKS[kind];
  return (
    <article
      id={id}
      aria-labelledby={`${id}-heading`}
      data-kind={kind}
      className={classNames("overflow-hidden rounded-lg target:outline-2 target:outline-focus", card)}
    >
      {kind === "comment" && <div aria-hidden className="hatch h-2" />}
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-3">
        <h3 id={`${id}-heading`} className={classNames("flex min-w-0 items-center gap-2 font-semibold", headingClass)}>
          <Icon aria-hidden size={16} className="shrink-0" />
          <span className="min-w-0 wrap-anywhere">{heading}</span>
        </h3>
        <span className="ms-auto flex items-center gap-3 text-sm text-text-2">
          {time}
          {permalink}
        </span>
      </header>
      <div className="px-4 py-3">{children}</div>
      {foot && <footer className="border-t border-border px-4 py-2 text-sm text-text-2">{foot}</footer>}
    </article>
  );
}
