/**
 * The two users that every organisation has from its beginning. Keys are unique together with the organisation, so
 * their ids can be the same everywhere and need not be looked up.
 */

/** Nobody, who owns what nobody owns. */
export const NOBODY_ID = "00000000-0000-7000-8000-000000000001";
/** The actor of automation. */
export const SYSTEM_ID = "00000000-0000-7000-8000-000000000002";
export const SYSTEM_NAME = "Deskhand";
