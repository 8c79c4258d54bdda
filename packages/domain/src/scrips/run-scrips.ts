import type { Ctx } from "../context.ts";
import { putMessage } from "../outbox/put-message.ts";
import { categoryOf } from "../lifecycles/lifecycle.ts";
import { findTemplates } from "../templates/find-templates.ts";
import type { TemplateRow } from "../templates/find-templates.ts";
import { datesAfter } from "../tickets/dates.ts";
import { lockTicket } from "../tickets/load-ticket.ts";
import type { LoadedTicket } from "../tickets/load-ticket.ts";
import type { NewEntry } from "../transactions/entry.ts";
import { record, recordScripsDone } from "../transactions/record.ts";
import type { EntryRow, TicketChanges } from "../transactions/record.ts";
import type { ChangeEffect, MailEffect, PlannedEffect } from "./effect.ts";
import { loadPlanState, loadSurroundings, loadUnseenEntries } from "./load-plan-state.ts";
import type { LoadedEntry, Surroundings } from "./load-plan-state.ts";
import { planScrips } from "./plan-scrips.ts";
import { stateAt } from "./plan-state.ts";
import type { PlanState } from "./plan-state.ts";

/** Automatic steps that may follow from one another before a chain is taken for a loop and ended. */
const MAX_DEPTH = 8;

/**
 * Runs the scrips over all entries of a ticket that they have not seen, in order, under the ticket's lock. Changes
 * that scrips make are entries again and are drained in the same run, one level deeper. Running it again finds
 * nothing to do. `ctx.actor` is the system user.
 */
export async function runScrips(ctx: Ctx, ticketId: string): Promise<void> {
  const loaded = await lockTicket(ctx, { id: ticketId }, ["ShowTicket"]);
  const run: Run = { ...loaded, added: [] };
  while (run.ticket.scripsDone < run.ticket.entryCount) {
    const entries = await loadUnseenEntries(ctx, run);
    const around = await loadSurroundings(ctx, run, entries);
    const state = await loadPlanState(ctx, run, around);
    run.added = [];
    for (const [index, entry] of entries.entries()) {
      const after = entries.slice(index + 1).map(({ row }) => row);
      await runForEntry(ctx, run, { around, entry, after, state });
      run.ticket = await recordScripsDone(ctx, run.ticket, entry.row.seq);
    }
  }
}

/** A run under the ticket's lock: the ticket as it stands, and the entries that scrips wrote since the last look. */
type Run = LoadedTicket & { added: EntryRow[] };

/** One entry with all that plans about it are made from. */
type Moment = { around: Surroundings; entry: LoadedEntry; after: readonly EntryRow[]; state: PlanState };

async function runForEntry(ctx: Ctx, run: Run, moment: Moment): Promise<void> {
  const { around, entry } = moment;
  if (entry.row.depth >= MAX_DEPTH) {
    await write(ctx, run, {
      type: "SystemError",
      data: `Scrips were stopped after ${MAX_DEPTH} steps that followed from one another, at "${entry.row.type}".`,
    });
    return;
  }
  const state = stateAt({ ...moment.state, ticket: run.ticket }, [...moment.after, ...run.added]);
  const planned = planScrips(state, entry, around.scrips);
  const mails = planned.filter(({ effect }) => effect.kind === "mail").map(({ scrip }) => scrip.template);
  const templates = await findTemplates(ctx, mails, run.queue.id, around.organization.language);
  const deeper = { ...ctx, depth: entry.row.depth + 1 };
  for (const { scrip, effect } of planned) {
    if (effect.kind === "change") await applyChange(deeper, run, moment.after, effect);
    else await applyMail(deeper, run, { ...moment, state }, scrip, effect, templates);
  }
}

async function applyMail(
  ctx: Ctx,
  run: Run,
  { state, entry, around }: Moment,
  scrip: PlannedEffect["scrip"],
  effect: MailEffect,
  templates: Map<string, TemplateRow>,
): Promise<void> {
  const { to, cc, bcc } = effect.recipients;
  if (to.length + cc.length + bcc.length === 0) return;
  const template = templates.get(scrip.template);
  if (!template) {
    await write(ctx, run, {
      type: "SystemError",
      data: `The scrip "${scrip.description}" names the template "${scrip.template}", which does not exist.`,
    });
    return;
  }
  // An empty template is how an admin says that this mail is not wanted here.
  if (template.body.trim() === "") return;
  try {
    await putMessage(ctx, effect, {
      state,
      entry,
      around,
      queueName: run.queue.name,
      queueKey: run.queue.key,
      template,
      scripId: scrip.id,
    });
  } catch (error) {
    // Only the template's author can cause this; everything else (the database above all) must fail the run.
    if (!(error instanceof Error) || !LIQUID_ERRORS.has(error.name)) throw error;
    const data = `The template "${template.name}" of the scrip "${scrip.description}" cannot be rendered: ${error.message.slice(0, 300)}`;
    await write(ctx, run, { type: "SystemError", data });
  }
}

const LIQUID_ERRORS = new Set([
  "ParseError",
  "TokenizationError",
  "RenderError",
  "UndefinedVariableError",
  "LiquidErrors",
  "AssertionError",
]);

/** Applies a planned change, unless its field was changed since: later words win over automation. */
async function applyChange(
  ctx: Ctx,
  run: Run,
  after: readonly EntryRow[],
  { field, seen, to }: ChangeEffect,
): Promise<void> {
  const { ticket, lifecycle } = run;
  const changedSince = after.some((entry) =>
    field === "Status" ? entry.type === "Status" : entry.type === "Set" && entry.field === field,
  );
  const current = field === "Status" ? ticket.status : ticket.subject;
  if (changedSince || current !== seen || current === to) return;
  if (field === "Subject") {
    await write(ctx, run, { type: "Set", field, oldValue: current, newValue: to }, { subject: to });
    return;
  }
  const statusCategory = categoryOf(lifecycle, to);
  if (statusCategory === null) return;
  await write(
    ctx,
    run,
    { type: "Status", field, oldValue: current, newValue: to },
    { status: to, statusCategory, ...datesAfter(ticket, statusCategory, ctx.now) },
  );
}

async function write(ctx: Ctx, run: Run, entry: NewEntry, changes: TicketChanges = {}): Promise<void> {
  const recorded = await record(ctx, run.ticket, [entry], changes);
  run.ticket = recorded.ticket;
  run.added.push(...recorded.entries);
}
