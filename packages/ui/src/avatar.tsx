/** First letters of the first and the last word of a name, at most two; for pictures that are not there. */
export function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => /^.\p{M}*/u.exec(word ?? "")?.[0] ?? "",
  );
  return letters.join("").toLocaleUpperCase();
}

/** A person's mark beside their written name, which is why it is silent. */
export function Avatar({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="inline-flex size-6 shrink-0 items-center justify-center rounded-full bg-raised text-xs font-semibold text-text-2"
    >
      {initials(name)}
    </span>
  );
}
