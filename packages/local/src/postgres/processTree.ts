import { readdirSync, readFileSync } from 'node:fs';

/** Sends a signal to a process and then to all that it started. */
export function signalTree(pid: number, signal: NodeJS.Signals): void {
  // The parent first: once it stands still, it starts no more.
  process.kill(pid, signal);
  for (const child of childrenOf(pid)) {
    try {
      process.kill(child, signal);
    } catch {
      // It has ended by itself in between.
    }
  }
}

/** The processes that this one has started, by what Linux tells of every process (proc(5)). */
export const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number);

function parentOf(pid: string): number | undefined {
  try {
    // The name of the program, in parentheses, may hold anything: what counts follows the last one.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
