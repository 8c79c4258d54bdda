import { pino, type DestinationStream, type Logger as PinoLogger } from "pino";
import { redactFields, redactLine } from "./redact.ts";

/** From most to least. */
export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "fatal";

/** The ids that say whose work a line belongs to. */
export type LogContext = { orgId?: string; actorId?: string; jobId?: string; requestId?: string };

/**
 * Writes structured lines: `logger.info({ queue }, "What happened")`. A child carries the ids of the work at hand on
 * every line, and nothing else: pino does not redact what is bound to a child.
 */
export type Logger = Pick<PinoLogger, LogLevel | "isLevelEnabled"> & { child: (context: LogContext) => Logger };

/**
 * A logger that writes one JSON object a line, without credentials and without what people wrote.
 *
 * @param options name of the program, and the least level that is written
 * @param destination where lines go; standard output unless given
 */
export const createLogger = (
  options: { name: string; level: LogLevel },
  destination: DestinationStream = pino.destination({ dest: 1, sync: true }),
): Logger =>
  pino(
    {
      level: options.level,
      base: { name: options.name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }), log: redactFields },
      // Already plain fields by now; pino would take them for an error of type Object.
      serializers: { err: (fields: unknown) => fields },
      hooks: { streamWrite: redactLine },
    },
    destination,
  );
