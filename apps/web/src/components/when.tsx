import { Time } from "@deskhand/ui";
import { getFormatter } from "next-intl/server";
import { getRuntime } from "../server/runtime.ts";

/** A time as people say it ("3 hours ago"); the exact one stands in its title. */
export async function When({ at }: { at: Date }) {
  const format = await getFormatter();
  return <Time at={at} text={format.relativeTime(at, getRuntime().now())} exact={exactly(format, at)} />;
}

/** A time to the minute, with its zone. */
export async function Exactly({ at }: { at: Date }) {
  const text = exactly(await getFormatter(), at);
  return <Time at={at} text={text} exact={text} />;
}

function exactly(format: Awaited<ReturnType<typeof getFormatter>>, at: Date): string {
  return format.dateTime(at, {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
}
