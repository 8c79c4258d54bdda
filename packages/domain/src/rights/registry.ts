/** Every right, by RT's name: where it can be granted, whom it is meant for and what it allows. */
export const RIGHTS = {
  SuperUser: { scope: "organization", for: "admin", text: "Do everything" },
  AdminUsers: { scope: "organization", for: "admin", text: "Create and change users" },
  AdminGroup: { scope: "organization", for: "admin", text: "Create and change groups" },
  ShowMail: { scope: "organization", for: "admin", text: "See incoming mail, its state and failed jobs" },
  SeeQueue: { scope: "queue", for: "everybody", text: "See the queue" },
  AdminQueue: { scope: "queue", for: "admin", text: "Create, change and disable the queue" },
  ModifyACL: { scope: "queue", for: "admin", text: "Grant and revoke rights" },
  ModifyQueueWatchers: { scope: "queue", for: "admin", text: "Change the queue's watchers" },
  ModifyTemplate: { scope: "queue", for: "admin", text: "Change templates" },
  ModifyScrips: { scope: "queue", for: "admin", text: "Change scrips" },
  ShowTicket: { scope: "queue", for: "everybody", text: "See tickets and their correspondence" },
  ShowTicketComments: { scope: "queue", for: "staff", text: "See comments" },
  ShowOutgoingEmail: { scope: "queue", for: "staff", text: "See the mails that were sent and to whom" },
  Watch: { scope: "queue", for: "everybody", text: "Become or stop being requestor or Cc oneself" },
  WatchAsAdminCc: { scope: "queue", for: "staff", text: "Become or stop being AdminCc oneself" },
  CreateTicket: { scope: "queue", for: "everybody", text: "Create tickets, by mail too" },
  ReplyToTicket: { scope: "queue", for: "everybody", text: "Reply" },
  CommentOnTicket: { scope: "queue", for: "staff", text: "Comment" },
  OwnTicket: { scope: "queue", for: "staff", text: "Own tickets" },
  ModifyTicket: { scope: "queue", for: "staff", text: "Change tickets" },
  DeleteTicket: { scope: "queue", for: "staff", text: "Delete tickets" },
  TakeTicket: { scope: "queue", for: "staff", text: "Take unowned tickets" },
  StealTicket: { scope: "queue", for: "staff", text: "Take tickets from another owner" },
  ForwardMessage: { scope: "queue", for: "staff", text: "Forward tickets and messages to anybody" },
  ReassignTicket: { scope: "queue", for: "staff", text: "Give tickets to anybody who may own them" },
} as const satisfies Record<
  string,
  { scope: "organization" | "queue"; for: "everybody" | "staff" | "admin"; text: string }
>;

export type Right = keyof typeof RIGHTS;
export const RIGHT_NAMES = Object.keys(RIGHTS).filter((name): name is Right => name in RIGHTS);

/** Whether a text, say of a database row, names a right that exists. */
export function isRight(name: string): name is Right {
  return Object.hasOwn(RIGHTS, name);
}

/** What the group Agents gets on all queues of a new organisation. */
export const STAFF_RIGHTS: readonly Right[] = [
  "SeeQueue",
  "ShowTicket",
  "ShowTicketComments",
  "ShowOutgoingEmail",
  "Watch",
  "WatchAsAdminCc",
  "CreateTicket",
  "ReplyToTicket",
  "CommentOnTicket",
  "OwnTicket",
  "ModifyTicket",
  "DeleteTicket",
  "TakeTicket",
  "StealTicket",
  "ReassignTicket",
  "ForwardMessage",
];
