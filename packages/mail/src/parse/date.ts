const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DATE =
  /^(?:[A-Za-z]{2,10}\.?,?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3})[A-Za-z]*[\s,-]+(\d{2,4}),?\s+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:\.\d+)?\s*(.*)$/;
const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** The zone names of RFC 5322 4.3 in minutes east of UTC; any other name is UTC. */
const ZONES: Readonly<Record<string, number>> = {
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  cet: 60,
  cest: 120,
  met: 60,
  bst: 60,
  jst: 540,
};

/**
 * Reads a Date field (RFC 5322 3.3 and its obsolete forms): comments, two-digit years, named zones, no seconds.
 *
 * @returns null for anything that is no date from 1970 to 9999; the caller then orders by arrival
 */
export function readDate(field: string): Date | null {
  const text = field
    .slice(0, 200)
    .replace(/\([^()]*\)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const match = DATE.exec(text);
  if (!match) return ISO.test(text) ? valid(new Date(isoWithZone(text))) : null;
  const [, day, month = "", year = "", hour, minute, second, zone = ""] = match;
  const monthIndex = MONTHS.indexOf(month.toLowerCase());
  if (monthIndex < 0) return null;
  const offset = zoneMinutes(zone);
  const instant = Date.UTC(fullYear(year), monthIndex, Number(day), Number(hour), Number(minute), Number(second ?? 0));
  if (Number(day) > 31 || Number(hour) > 24 || Number(minute) > 59 || Number(second ?? 0) > 60) return null;
  return valid(new Date(instant - offset * 60_000));
}

function isoWithZone(text: string): string {
  const compact = text.replace(" ", "T").replace(/\s+/g, "");
  return /(Z|[+-]\d{2}:?\d{2})$/i.test(compact) ? compact : `${compact}Z`;
}

function fullYear(year: string): number {
  const number = Number(year);
  if (year.length > 2) return year.length === 3 ? number + 1900 : number;
  return number < 50 ? number + 2000 : number + 1900;
}

function zoneMinutes(zone: string): number {
  const numeric = /^(?:GMT|UTC)?\s*([+-])(\d{2}):?(\d{2})/i.exec(zone);
  if (numeric) return (numeric[1] === "-" ? -1 : 1) * (Number(numeric[2]) * 60 + Number(numeric[3]));
  return ZONES[/^[A-Za-z]+/.exec(zone)?.[0].toLowerCase() ?? ""] ?? 0;
}

function valid(date: Date): Date | null {
  const time = date.getTime();
  return Number.isNaN(time) || time < 0 || date.getUTCFullYear() > 9999 ? null : date;
}
