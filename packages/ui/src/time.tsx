/** A point in time, said as the reader says it, with the exact time for pointers and programs. */
export function Time({ at, text, exact }: { at: Date; text: string; exact: string }) {
  return (
    <time dateTime={at.toISOString()} title={exact} className="tabular-nums">
      {text}
    </time>
  );
}
