export { assertRole, UnsafeLoginError } from "./assert-role.ts";
export { createDb } from "./client.ts";
export type { Database } from "./client.ts";
export type { StoredAddress } from "./schema/outbound-message.ts";
export { newId } from "./ids.ts";
export { findOrgByAddress, findOrgByDisabledAddress, findOrgBySlug } from "./lookup.ts";
export { nextTicketNumber, startNumbering } from "./numbering.ts";
export { withOrg, withSystem } from "./with-org.ts";
export type { OrgTx, SystemTx } from "./with-org.ts";
