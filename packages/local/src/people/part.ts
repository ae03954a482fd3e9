import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { Advice, type Platform } from '../platform/platform.ts';
import { processHeader } from './loopback.ts';

export interface Part {
  /** Short and unique; also the name of its log. */
  readonly name: string;
  /** Absolute path of the TypeScript file to run. */
  readonly main: string;
  /** An address that it answers well once it serves. */
  readonly probe: string;
}

const secondsToStart = 30;

async function answers(probe: string, pid: number | undefined) {
  const answer = await fetch(probe);
  await answer.arrayBuffer();
  return answer.ok && answer.headers.get(processHeader) === String(pid);
}

/** Starts a part of the platform as its own process, and resolves when it answers. */
export async function startPart(
  { supervisor, state, instance }: Platform,
  { name, main, probe }: Part,
): Promise<void> {
  const child = supervisor.start({
    name,
    command: process.execPath,
    args: [
      main,
      `--state=${state}`,
      `--instance=${instance}`,
      `--parent=${process.pid}`,
    ],
  });
  const until = Date.now() + secondsToStart * 1000;
  const log = join(state, 'logs', `${name}.log`);
  while (Date.now() < until) {
    if (supervisor.signal.aborted || child.exitCode !== null) {
      throw new Advice(`${name} did not start.`, `Its log says why: ${log}`);
    }
    // Not serving yet looks like any failure; the bound on time tells them apart.
    if (await answers(probe, child.pid).catch(() => false)) return;
    await pause(50);
  }
  throw new Advice(
    `${name} did not answer within ${secondsToStart} s.`,
    `Its log may say why: ${log}`,
  );
}
