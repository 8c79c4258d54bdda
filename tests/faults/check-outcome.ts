import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parseMessage } from "@deskhand/mail";
import type { Checks } from "../stack/checks.ts";
import type { TemporaryStack } from "../stack/start-temporary-stack.ts";
import type { Mail } from "./send-mails.ts";

/**
 * Checks that each mail became one ticket and was answered once: in the rows, in the history and in the maildir.
 * @param mails what was sent; nobody else wrote from these addresses
 */
export async function checkOutcome(
  stack: TemporaryStack,
  { check }: Checks,
  orgId: string,
  mails: readonly Mail[],
): Promise<void> {
  const { owner } = stack;
  const total = mails.length;
  const ids = mails.map(({ messageId }) => messageId);
  const senders = mails.map(({ from }) => from);

  const states = await owner`
    select state, count(*)::int as rows, count(distinct message_id)::int as mails from inbound_message
    where org_id = ${orgId} and message_id = any(${ids}) group by state`;
  check(
    "every mail is stored once and made a ticket",
    same([...states], [{ state: "ticket", rows: total, mails: total }]),
    states,
  );

  const [tickets] = await owner`
    select count(*)::int as tickets, count(distinct t.subject)::int as subjects, count(distinct t.number)::int as numbers
    from ticket t join "user" u on u.org_id = t.org_id and u.id = t.created_by
    where t.org_id = ${orgId} and u.email = any(${senders})`;
  check(
    "there are as many tickets as mails",
    same(tickets, { tickets: total, subjects: total, numbers: total }),
    tickets,
  );

  const outbox = await owner`
    select state, count(*)::int as mails, count(distinct recipient)::int as recipients from (
      select o.state, o."to"->0->>'address' as recipient from outbound_message o where o.org_id = ${orgId}) sent
    where recipient = any(${senders}) group by state`;
  check(
    "each sender is answered by one row of the outbox",
    same([...outbox], [{ state: "sent", mails: total, recipients: total }]),
    outbox,
  );

  const [history] = await owner`
    select count(*) filter (where x.type = 'Create')::int as created, count(*) filter (where x.type = 'EmailRecord')::int as mailed,
      count(*)::int as entries
    from ticket_transaction x join ticket t on t.org_id = x.org_id and t.id = x.ticket_id
    join "user" u on u.org_id = t.org_id and u.id = t.created_by where t.org_id = ${orgId} and u.email = any(${senders})`;
  check(
    "each history tells of one creation and one mail",
    same(history, { created: total, mailed: total, entries: 2 * total }),
    history,
  );

  const delivered = await recipientsInMaildir(stack.home, new Set(senders));
  const found = { mails: delivered.length, recipients: new Set(delivered).size };
  check("the maildir holds one answer a sender", same(found, { mails: total, recipients: total }), found);

  const broken =
    await owner`select job, message, failures from failed_job where org_id = ${orgId} and recovered_at is null`;
  check("no job has failed for good", broken.length === 0, broken.length === 0 ? "none" : broken);
}

async function recipientsInMaildir(home: string, senders: ReadonlySet<string>): Promise<string[]> {
  const folder = path.join(home, "maildir", "new");
  const found: string[] = [];
  for (const name of await readdir(folder)) {
    const parsed = await parseMessage(await readFile(path.join(folder, name)));
    if (!parsed.ok) throw new Error(`The mail ${name} in the maildir cannot be read`);
    found.push(...parsed.message.to.map(({ address }) => address).filter((address) => senders.has(address)));
  }
  return found;
}

function same(found: unknown, wanted: unknown): boolean {
  return JSON.stringify(found) === JSON.stringify(wanted);
}
