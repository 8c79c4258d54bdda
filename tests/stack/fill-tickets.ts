import { NOBODY_ID, SYSTEM_ID } from "@deskhand/domain/users/fixed-users";
import type postgres from "postgres";

/** How much is made: tickets, at most so many messages in each, and how long a message is, in characters. */
export type Amount = { tickets: number; mostMessages: number; textLength: number };

/**
 * Fills an organisation with a history of two years, in bulk and past the commands: a tenth as many requestors as
 * tickets; a quarter of the tickets new, open or stalled, the others closed; at least one message each, a fifth of them
 * with a file, every one stored as received or sent mail. For benchmarks and query plans.
 * @param owner the database as its owner
 */
export async function fillTickets(
  owner: postgres.Sql,
  orgId: string,
  { tickets, mostMessages, textLength }: Amount,
): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`
      insert into "user" (org_id, id, name, email, created_at)
      select ${orgId}, uuidv7(), 'Requestor ' || g, 'requestor' || g || '@bulk.example', now() - interval '2 years'
      from generate_series(1, ${Math.max(1, Math.floor(tickets / 10))}::int) g`;
    await makeTickets(sql, orgId, tickets, mostMessages);
    await makeEntries(sql, orgId, textLength);
    await makeMails(sql, orgId);
    await sql`select setval(${`numbering.tickets_${orgId.replaceAll("-", "")}`}::regclass, (select max(number) from ticket where org_id = ${orgId}))`;
  });
  await owner`analyze`;
}

/** `pick(n)` of a row is a number that looks random and is the same each time. */
function pick(sql: postgres.TransactionSql, modulus: number, seed: number) {
  return sql`(abs(hashint4(g * 7919 + ${seed}::int)) % ${modulus}::int)`;
}

async function makeTickets(
  sql: postgres.TransactionSql,
  orgId: string,
  count: number,
  mostMessages: number,
): Promise<void> {
  await sql`
    create temp table filled on commit drop as
    with queues as (select array_agg(id order by sort_order) as ids from queue where org_id = ${orgId}),
    agents as (select array_agg(id order by id) as ids from "user" where org_id = ${orgId} and privileged and kind = 'person'),
    people as (select array_agg(id order by id) as ids from "user" where org_id = ${orgId} and email like 'requestor%@bulk.example'),
    last as (select coalesce(max(number), 0) as number from ticket where org_id = ${orgId})
    select g, uuidv7() as id, last.number + g as number, queues.ids[1 + ${pick(sql, 1000, 1)} % cardinality(queues.ids)] as queue_id,
      case when die < 10 then 'new' when die < 22 then 'open' when die < 25 then 'stalled' when die < 90 then 'resolved' when die < 97 then 'rejected' else 'deleted' end as status,
      case when die < 10 then ${NOBODY_ID}::uuid else agents.ids[1 + ${pick(sql, 1000, 3)} % cardinality(agents.ids)] end as owner_id,
      people.ids[1 + ${pick(sql, 1_000_000, 4)} % cardinality(people.ids)] as requestor_id,
      now() - interval '2 years' + interval '2 years' * g / ${count}::int as created_at,
      1 + ${pick(sql, mostMessages, 5)} as messages
    from generate_series(1, ${count}::int) g, queues, agents, people, last, lateral (select ${pick(sql, 100, 2)} as die) d`;
  await sql`
    insert into ticket (org_id, id, number, queue_id, subject, status, status_category, owner_id, created_at, created_by, last_updated_at, last_updated_by,
      resolved_at, entry_count, scrips_done)
    select ${orgId}, id, number, queue_id, 'Request ' || number || ' about the ' || (array['printer', 'network', 'invoice', 'door', 'laptop'])[1 + number % 5], status,
      case when status = 'new' then 'initial' when status in ('open', 'stalled') then 'active' else 'inactive' end, owner_id, created_at, requestor_id,
      least(now(), created_at + interval '3 hours' * messages), requestor_id, case when status = 'resolved' then created_at + interval '1 day' end, 2 * messages, 2 * messages
    from filled`;
  await sql`insert into ticket_watcher (org_id, id, ticket_id, role, user_id) select ${orgId}, uuidv7(), id, 'requestor', requestor_id from filled`;
}

/** Each message is followed by the record of the mail about it. */
async function makeEntries(sql: postgres.TransactionSql, orgId: string, textLength: number): Promise<void> {
  await sql`
    create temp table written on commit drop as
    select f.id as ticket_id, f.requestor_id, f.owner_id, f.queue_id, f.number, uuidv7() as id, uuidv7() as record_id, uuidv7() as mail_id, m as nth, 2 * m - 1 as seq,
      case when m = 1 then 'Create' else 'Correspond' end as type, m % 2 = 1 as by_requestor, least(now(), f.created_at + interval '3 hours' * (m - 1)) as at
    from filled f, generate_series(1, f.messages) m`;
  await sql`
    insert into ticket_transaction (org_id, id, ticket_id, seq, type, created_by, created_at)
    select ${orgId}, id, ticket_id, seq, type, case when by_requestor then requestor_id else owner_id end, at from written`;
  await sql`
    insert into ticket_transaction (org_id, id, ticket_id, seq, type, data, outbound_id, created_by, created_at)
    select ${orgId}, record_id, ticket_id, seq + 1, 'EmailRecord', '<' || mail_id || '@bulk.localhost>', mail_id, ${SYSTEM_ID}, at from written`;
  await sql`
    insert into entry_placement (org_id, entry_id, ticket_id, at, seq)
    select org_id, id, ticket_id, created_at, seq from ticket_transaction where org_id = ${orgId} and ticket_id in (select id from filled)`;
  await sql`
    insert into entry_content (org_id, entry_id, subject, text, message_id, from_address, interface)
    select ${orgId}, id, 'Request ' || number, left(repeat('Something is not as it should be, ' || nth || '. ', ${Math.ceil(textLength / 30)}::int), ${textLength}::int),
      '<' || id || '@bulk.example>', 'requestor@bulk.example', case when by_requestor then 'email' else 'web' end from written`;
  await sql`
    insert into attachment (org_id, id, entry_id, position, filename, content_type, size, content_hash)
    select ${orgId}, uuidv7(), id, 0, 'photo.png', 'image/png', 100, encode(sha256(id::text::bytea), 'hex') from written where number % 5 = 0`;
}

async function makeMails(sql: postgres.TransactionSql, orgId: string): Promise<void> {
  await sql`
    insert into outbound_message (org_id, id, ticket_id, entry_id, purpose, "from", reply_to, "to", cc, bcc, subject, message_id, "references", headers, text, reply_token,
      state, attempts, sent_at, provider_message_id, created_at)
    select ${orgId}, mail_id, ticket_id, id, 'correspond', '{"address":"general@bulk.localhost","name":null}', 'general@bulk.localhost',
      '[{"address":"requestor@bulk.example","name":null}]', '[]', '[]', 'Request ' || number, '<' || mail_id || '@bulk.localhost>', '[]', '[]', 'We received it.',
      substr(encode(sha256(mail_id::text::bytea), 'hex'), 1, 24), 'sent', 1, at, mail_id::text, at from written`;
  await sql`
    insert into inbound_message (org_id, id, source, received_at, envelope_from, envelope_to, queue_id, purpose, message_id, content_hash, dedupe_key, size, raw, state, reason,
      ticket_id, entry_id, processed_at)
    select ${orgId}, uuidv7(), 'smtp', at, 'requestor@bulk.example', 'general@bulk.localhost', queue_id, 'correspond', '<' || id || '@bulk.example>',
      encode(sha256(id::text::bytea), 'hex'), encode(sha256(('d' || id)::bytea), 'hex'), 10, 'x'::bytea, 'ticket', 'new', ticket_id, id, at from written where by_requestor`;
}
