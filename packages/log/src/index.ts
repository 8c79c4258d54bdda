export { createLogger, type LogContext, type Logger, type LogLevel } from "./create-logger.ts";
