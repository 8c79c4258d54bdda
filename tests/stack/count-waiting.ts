import type postgres from "postgres";

/** How much of an organisation's mail still waits for the worker: received, tickets whose scrips are behind, to be sent. */
export async function countWaiting(owner: postgres.Sql, orgId: string): Promise<number> {
  const [row] = await owner<{ waiting: number }[]>`select (
    (select count(*) from inbound_message where org_id = ${orgId} and state = 'stored')
    + (select count(*) from ticket where org_id = ${orgId} and scrips_done < entry_count)
    + (select count(*) from outbound_message where org_id = ${orgId} and state in ('pending', 'sending')))::int as waiting`;
  return row?.waiting ?? 0;
}
