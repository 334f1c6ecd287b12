/** What routing says to an operator; pino's loggers fit. */
export interface RoutingLogger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export const silentLogger: RoutingLogger = { info: () => undefined, warn: () => undefined };
