export type Log = (message: string, fields?: Record<string, string | number>) => void;

/** One JSON object a line. */
export function createLog(write: (line: string) => void): Log {
  return (message, fields = {}) => write(`${JSON.stringify({ time: new Date().toISOString(), message, ...fields })}\n`);
}
