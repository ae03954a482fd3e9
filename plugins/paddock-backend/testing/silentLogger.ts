import type { LoggerService } from '@backstage/backend-plugin-api';

/** Keeps what is logged, so that tests can look for it and their output stays readable. */
export function createSilentLogger(): LoggerService & { lines: string[] } {
  const lines: string[] = [];
  const keep = (message: string) => {
    lines.push(message);
  };
  const logger = {
    lines,
    error: keep,
    warn: keep,
    info: keep,
    debug: keep,
    child: () => logger,
  };
  return logger;
}
