/** What node-postgres says, without a code, of a connection that ended under a query (pg/lib/client.js). */
const sentence =
  /(Connection terminated( unexpectedly)?|(encountered a connection error and|was closed and) is not queryable)$/;

export const hasConnectionEnded = (error: unknown): boolean =>
  sentence.test(String((error as { message?: unknown } | undefined)?.message));
