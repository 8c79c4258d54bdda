/** Grey lines in the size of what is loading. `label` is read out once; the lines are silent. */
export function Skeleton({ label, lines }: { label: string; lines: number }) {
  return (
    <div role="status" className="skeleton flex flex-col gap-2">
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} aria-hidden className="h-10 rounded-md bg-raised" />
      ))}
    </div>
  );
}
