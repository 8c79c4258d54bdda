import { DomainError } from "@deskhand/domain/errors";
import type { ErrorCode } from "@deskhand/domain/errors";
import { initTRPC, TRPCError } from "@trpc/server";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import superjson from "superjson";
import type { ApiContext } from "./context.ts";

/** The only table from the domain's errors to tRPC's. */
const CODES: Record<ErrorCode, TRPC_ERROR_CODE_KEY> = {
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  invalid_input: "BAD_REQUEST",
  conflict: "CONFLICT",
  precondition_failed: "PRECONDITION_FAILED",
  too_large: "PAYLOAD_TOO_LARGE",
  rate_limited: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
};

const trpc = initTRPC.context<ApiContext>().create({
  transformer: superjson,
  // Nothing of our insides leaves: a message we wrote, or one sentence for everything else.
  errorFormatter: ({ shape, error }) => {
    const { cause } = error;
    const details = cause instanceof DomainError ? cause.details : null;
    const safe = cause instanceof DomainError || error.code !== "INTERNAL_SERVER_ERROR";
    return {
      ...shape,
      message: safe
        ? shape.message
        : "Something went wrong on our side. Try again; if it stays, tell your administrator.",
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        path: shape.data.path,
        reason: details?.reason ?? null,
        field: details?.field ?? null,
      },
    };
  },
});

export const router = trpc.router;
export const createCallerFactory = trpc.createCallerFactory;

/** A procedure whose domain errors become tRPC errors with the same message. */
export const procedure = trpc.procedure.use(async ({ next, ctx, path }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof DomainError) {
    throw new TRPCError({ code: CODES[cause.code], message: cause.message, cause });
  }
  if (result.error.code === "INTERNAL_SERVER_ERROR") {
    ctx.runtime.log
      .child({ orgId: ctx.caller.orgId, requestId: ctx.caller.requestId })
      .error({ err: result.error, path }, "A procedure failed");
  }
  return result;
});
