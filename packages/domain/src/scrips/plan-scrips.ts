import { startsScrips } from "../transactions/entry.ts";
import { ACTIONS, isAction } from "./actions/registry.ts";
import { CONDITIONS, isCondition } from "./conditions/registry.ts";
import type { PlannedEffect } from "./effect.ts";
import type { PlanEntry, PlanState } from "./plan-state.ts";

/** A scrip as it is stored, as far as planning needs it. */
export type PlanScrip = { id: string; description: string; condition: string; action: string; template: string };

/**
 * What the scrips, in their order, would do about one entry; nothing is changed or sent. The same plan is applied by
 * the worker, shown as recipients before sending, and explains afterwards why a mail was sent. Scrips whose condition
 * or action is not known (left from a newer version) plan nothing.
 */
export function planScrips(state: PlanState, entry: PlanEntry, scrips: readonly PlanScrip[]): PlannedEffect[] {
  if (!startsScrips(entry.row)) return [];
  return scrips.flatMap((scrip) => {
    if (!isCondition(scrip.condition) || !isAction(scrip.action)) return [];
    if (!CONDITIONS[scrip.condition](entry, state)) return [];
    const effect = ACTIONS[scrip.action](entry, state);
    return effect === null ? [] : [{ scrip, effect }];
  });
}
