/** The value that `share` (0 to 1) of the values do not exceed. @throws if there are no values */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error("There is nothing to take a percentile of");
  return value;
}
