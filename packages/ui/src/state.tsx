import { CircleAlert, Inbox } from "lucide-react";
import type { ReactNode } from "react";

type StateProps = { title: string; children?: ReactNode; action?: ReactNode };

/** Nothing here: one sentence, at most one action. */
export function EmptyState({ title, children, action }: StateProps) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-lg border border-border bg-surface px-4 py-8 text-center">
      <Inbox aria-hidden size={24} className="text-text-3" />
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-prose text-text-2">{children}</div>}
      {action && <div className="pt-2">{action}</div>}
    </div>
  );
}

/** Something failed: what, and what to do now. Read out when it appears. */
export function ErrorState({ title, children, action }: StateProps) {
  return (
    <div role="alert" className="flex flex-col items-start gap-2 rounded-lg border border-danger bg-bg px-4 py-3">
      <p className="flex items-center gap-2 font-medium text-danger">
        <CircleAlert aria-hidden size={16} className="shrink-0" />
        {title}
      </p>
      {children && <div className="max-w-prose text-text-2">{children}</div>}
      {action && <div className="pt-1">{action}</div>}
    </div>
  );
}
