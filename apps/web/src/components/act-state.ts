/** How a form's act ended. `done` counts, so that each success closes and empties its form. */
export type ActState = { done: number; refusal: string | null };

export const NOTHING_DONE: ActState = { done: 0, refusal: null };
