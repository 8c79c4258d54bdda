/** The one element of a list. @throws if there is none or there are more */
export function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (list.length !== 1 || first === undefined) throw new Error(`One was expected, ${list.length} are there`);
  return first;
}
