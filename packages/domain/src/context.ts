import type { OrgTx } from "@deskhand/db";
import type { Enqueue } from "@deskhand/jobs";
import type { BlobStore } from "@deskhand/storage";
import type { Grants } from "./rights/can.ts";

/** What a running process lends to every command. */
export type Services = {
  enqueue: Enqueue;
  blobs: BlobStore;
  /** Signs reply tokens; at least 32 characters. */
  secret: string;
  /** Domain under which every organisation has `<slug>.<mailDomain>`. */
  mailDomain: string;
  /** Address of the root host, without trailing slash. */
  rootUrl: string;
  /** Names this instance in the loop header of outgoing mail. */
  instanceId: string;
};

/** Who acts: a person of the organisation, or automation. */
export type Actor = {
  id: string;
  kind: "person" | "system";
  name: string;
  email: string | null;
  privileged: boolean;
  /** All groups the person belongs to, through nesting and system groups too. */
  groupIds: readonly string[];
  grants: Grants;
};

/** First parameter of every command. */
export type Ctx = {
  tx: OrgTx;
  orgId: string;
  actor: Actor;
  now: Date;
  services: Services;
  /** How many automatic steps led here; 0 for a person's act. Ends chains of scrips. */
  depth: number;
};
