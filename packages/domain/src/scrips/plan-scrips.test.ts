import { describe, expect, test } from "vitest";
import { DEFAULT_LIFECYCLE } from "../lifecycles/default-lifecycle.ts";
import type { EntryRow, TicketRow } from "../transactions/record.ts";
import { ACTIONS } from "./actions/registry.ts";
import type { ActionName } from "./actions/registry.ts";
import { CONDITIONS } from "./conditions/registry.ts";
import type { ConditionName } from "./conditions/registry.ts";
import { planScrips } from "./plan-scrips.ts";
import { stateAt } from "./plan-state.ts";
import type { Person, PlanContent, PlanEntry, PlanState, RoleHolder } from "./plan-state.ts";

const now = new Date("2026-11-23T09:00:00Z");
const person = (name: string, privileged = false): Person => ({
  id: name,
  name,
  address: `${name}@x.example`,
  privileged,
});
const holder = (role: RoleHolder["role"], who: Person, level: RoleHolder["level"] = "ticket"): RoleHolder => ({
  role,
  level,
  principalId: who.id,
  person: who,
});
const ana = person("ana");
const ben = person("ben", true);
const cleo = person("cleo", true);
const dora = person("dora");

const ticket: TicketRow = {
  orgId: "o",
  id: "t",
  number: 7,
  queueId: "q",
  subject: "Fire",
  status: "new",
  statusCategory: "initial",
  ownerId: "nobody",
  initialPriority: 0,
  finalPriority: 0,
  priority: 0,
  createdAt: now,
  createdBy: "ana",
  lastUpdatedAt: now,
  lastUpdatedBy: "ana",
  startsAt: null,
  startedAt: null,
  dueAt: null,
  resolvedAt: null,
  toldAt: null,
  entryCount: 1,
  scripsDone: 0,
};
const state = (over: Partial<PlanState> = {}, changes: Partial<TicketRow> = {}): PlanState => ({
  ticket: { ...ticket, ...changes },
  lifecycle: DEFAULT_LIFECYCLE,
  holders: [holder("requestor", ana)],
  owners: new Map([["ben", ben]]),
  others: new Map(),
  ownAddresses: new Set(),
  tag: "acme",
  ...over,
});
const row = (type: EntryRow["type"], over: Partial<EntryRow> = {}): EntryRow => ({
  orgId: "o",
  id: "e",
  ticketId: "t",
  seq: 1,
  type,
  field: null,
  oldValue: null,
  newValue: null,
  data: null,
  outboundId: null,
  createdBy: "ana",
  createdAt: now,
  depth: 0,
  ...over,
});
const said: PlanContent = {
  subject: "Fire",
  to: [],
  oneTimeCc: [],
  oneTimeBcc: [],
  squelch: [],
  automatic: false,
  interface: "web",
};
const entry = (
  type: EntryRow["type"],
  over: Partial<EntryRow> = {},
  content: Partial<PlanContent> | null = {},
  actor: Person = ana,
): PlanEntry => ({
  row: row(type, over),
  content: content === null ? null : { ...said, ...content },
  actor: { address: actor.address },
});
const plan = (where: PlanState, what: PlanEntry, action: ActionName, condition: ConditionName = "On Transaction") =>
  planScrips(where, what, [{ id: "s", description: "", condition, action, template: "T" }]).map(
    ({ effect }) => effect,
  )[0];
const addresses = (effect: ReturnType<typeof plan>) => {
  if (effect?.kind !== "mail") return null;
  const { to, cc, bcc } = effect.recipients;
  return [to, cc, bcc].map((list) => list.map(({ id }) => id).join(" ")).join(" / ");
};

describe("conditions", () => {
  const status = (from: string, to: string) => entry("Status", { field: "Status", oldValue: from, newValue: to }, null);
  const cases: Record<ConditionName, { yes: PlanEntry; no: PlanEntry | null }> = {
    "On Transaction": { yes: entry("Comment"), no: null },
    "On Create": { yes: entry("Create"), no: entry("Correspond") },
    "On Create Via Email": { yes: entry("Create", {}, { interface: "email" }), no: entry("Create") },
    "On Create Via Web": { yes: entry("Create"), no: entry("Create", {}, { interface: "email" }) },
    "On Correspond": { yes: entry("Correspond"), no: entry("Comment") },
    "On Comment": { yes: entry("Comment"), no: entry("Correspond") },
    "On Forward": { yes: entry("Forward Ticket"), no: entry("Correspond") },
    "On Forward Ticket": { yes: entry("Forward Ticket"), no: entry("Forward Transaction") },
    "On Forward Transaction": { yes: entry("Forward Transaction"), no: entry("Forward Ticket") },
    "On Status Change": { yes: status("new", "open"), no: entry("Set", { field: "Owner" }, null) },
    "On Resolve": { yes: status("open", "resolved"), no: status("open", "rejected") },
    "On Reject": { yes: status("open", "rejected"), no: status("open", "resolved") },
    "On Close": { yes: status("open", "deleted"), no: status("resolved", "rejected") },
    "On Reopen": { yes: status("resolved", "open"), no: status("new", "open") },
    "On Owner Change": {
      yes: entry("Set", { field: "Owner" }, null),
      no: entry("SetWatcher", { field: "Owner" }, null),
    },
    "On Priority Change": {
      yes: entry("Set", { field: "Priority" }, null),
      no: entry("Set", { field: "Subject" }, null),
    },
    "On Queue Change": { yes: entry("Set", { field: "Queue" }, null), no: entry("Set", { field: "Subject" }, null) },
  };
  test.each(Object.entries(cases))("%s", (name, { yes, no }) => {
    const condition = Object.entries(CONDITIONS).find(([key]) => key === name)?.[1];
    expect([yes, no].map((one) => one && condition?.(one, state()))).toEqual([true, no && false]);
  });
});

describe("recipients", () => {
  const crowd = state(
    { holders: [holder("requestor", ana), holder("cc", dora), holder("admincc", cleo, "queue")] },
    { ownerId: "ben" },
  );

  test("a reply of the owner goes To the requestors and Cc the Ccs", () => {
    expect(addresses(plan(crowd, entry("Correspond", {}, {}, ben), "Notify Requestors and Ccs"))).toBe("ana / dora / ");
  });
  test("the owner is To when nobody else is, AdminCcs are Bcc", () => {
    expect(addresses(plan(crowd, entry("Correspond"), "Notify Owner and AdminCcs"))).toBe("ben /  / cleo");
  });
  test("the owner is Bcc beside requestors", () => {
    expect(addresses(plan(crowd, entry("Status", {}, null, cleo), "Notify Owner, Requestors, Ccs and AdminCcs"))).toBe(
      "ana / dora / ben",
    );
  });
  test("a queue's Cc is To when there is nobody else", () => {
    const queueCc = state({ holders: [holder("cc", dora, "queue")] });
    expect(addresses(plan(queueCc, entry("Create"), "Notify Ccs"))).toBe("dora /  / ");
  });
  test("AdminCcs instead of the owner only while nobody owns it", () => {
    expect(addresses(plan(crowd, entry("Create"), "Notify Owner or AdminCcs"))).toBe("ben /  / ");
    expect(addresses(plan({ ...crowd, ticket }, entry("Create"), "Notify Owner or AdminCcs"))).toBe(" /  / cleo");
  });
  test("whoever did it is not told, but is autoreplied", () => {
    expect(addresses(plan(crowd, entry("Correspond"), "Notify Requestors"))).toBe(" /  / ");
    expect(addresses(plan(crowd, entry("Create"), "Autoreply To Requestors"))).toBe("ana /  / ");
  });
  test("what a machine wrote is not answered and reaches staff only", () => {
    const machine = entry("Create", {}, { automatic: true }, person("nagios"));
    expect(plan(crowd, machine, "Autoreply To Requestors")).toBeUndefined();
    expect(addresses(plan(crowd, machine, "Notify Owner, Requestors, Ccs and AdminCcs"))).toBe(" /  / ben cleo");
  });
  test("squelched people, our own addresses and doubles are left out", () => {
    const where = { ...crowd, ownAddresses: new Set(["dora@x.example"]) };
    expect(
      addresses(plan(where, entry("Correspond", {}, { squelch: ["ana@x.example"] }, ben), "Notify Requestors and Ccs")),
    ).toBe(" /  / ");
  });
  test("one-time recipients are mailed although they are squelched, our own addresses never", () => {
    const once = entry(
      "Correspond",
      {},
      {
        oneTimeCc: ["dora@x.example", "support@acme.example"],
        oneTimeBcc: ["eve@x.example"],
        squelch: ["dora@x.example"],
      },
      ben,
    );
    const where = { ...crowd, ownAddresses: new Set(["support@acme.example"]) };
    expect(addresses(plan(where, once, "Notify Other Recipients"))).toBe(" / dora@x.example / eve@x.example");
  });
  test("a comment reaches no requestor, whatever the action, the role or the one-time list", () => {
    const double = state(
      { holders: [holder("requestor", ana), holder("admincc", ana), holder("admincc", cleo)] },
      { ownerId: "ana" },
    );
    const remark = entry("Comment", {}, { oneTimeCc: ["ana@x.example"] }, ben);
    const withAna = { ...double, owners: new Map([["ana", ana]]), others: new Map([["ana@x.example", ana]]) };
    const effects = Object.keys(ACTIONS)
      .filter((name): name is ActionName => name in ACTIONS)
      .map((action) => plan(withAna, remark, action));
    const planned = effects.filter((effect) => effect?.kind === "mail");
    expect(planned.length).toBeGreaterThan(10);
    expect(new Set(planned.map((effect) => effect.purpose))).toEqual(new Set(["comment"]));
    expect(planned.map(addresses).filter((text) => text?.includes("ana"))).toEqual([]);
    expect(addresses(plan(withAna, remark, "Notify AdminCcs as Comment"))).toBe(" /  / cleo");
  });
});

describe("changes of state", () => {
  test("Open Inactive Tickets opens new and closed tickets whoever writes, and leaves active ones", () => {
    const opens = (status: string, statusCategory: TicketRow["statusCategory"]) =>
      plan(state({}, { status, statusCategory }), entry("Correspond"), "Open Inactive Tickets");
    expect(opens("new", "initial")).toEqual({ kind: "change", field: "Status", seen: "new", to: "open" });
    expect(opens("resolved", "inactive")).toMatchObject({ to: "open" });
    expect(opens("open", "active")).toBeUndefined();
    expect(opens("stalled", "active")).toBeUndefined();
  });
  test("Open Tickets un-stalls, but not for the requestor of a new ticket", () => {
    expect(
      plan(state({}, { status: "stalled", statusCategory: "active" }), entry("Correspond"), "Open Tickets"),
    ).toMatchObject({ to: "open" });
    expect(plan(state(), entry("Correspond"), "Open Tickets")).toBeUndefined();
    expect(plan(state(), entry("Correspond", {}, {}, ben), "Open Tickets")).toMatchObject({ to: "open" });
  });
  test("what a machine wrote changes no state", () => {
    expect(plan(state(), entry("Correspond", {}, { automatic: true }), "Open Inactive Tickets")).toBeUndefined();
  });
  test("marks of other systems are kept in the subject, our own are not", () => {
    const mail = entry("Create", {}, { interface: "email", subject: "[other #12] Fire [acme #7]" });
    expect(plan(state(), mail, "Extract Subject Tag")).toEqual({
      kind: "change",
      field: "Subject",
      seen: "Fire",
      to: "Fire [other #12]",
    });
    expect(plan(state({}, { subject: "Fire [other #12]" }), mail, "Extract Subject Tag")).toBeUndefined();
  });
});

describe("the state at an entry", () => {
  test("takes back what later entries changed", () => {
    const later = [
      row("Status", { seq: 2, oldValue: "new", newValue: "open" }),
      row("Set", { seq: 3, field: "Owner", oldValue: "nobody", newValue: "ben" }),
      row("AddWatcher", { seq: 4, field: "cc", newValue: "dora" }),
      row("Status", { seq: 5, oldValue: "open", newValue: "resolved" }),
    ];
    const today = state(
      { holders: [holder("requestor", ana), holder("cc", dora)] },
      { status: "resolved", statusCategory: "inactive", ownerId: "ben" },
    );
    const then = stateAt(today, later);
    expect(then.ticket).toMatchObject({ status: "new", statusCategory: "initial", ownerId: "nobody" });
    expect(then.holders.map(({ person: { id } }) => id)).toEqual(["ana"]);
  });
});

test("entries that tell of sent mail start no scrips", () => {
  expect(plan(state(), entry("EmailRecord", {}, null), "Notify Requestors")).toBeUndefined();
});
