import { readFileSync } from 'node:fs';
import { attempt } from './run.ts';

/** Mount points in a folder, the innermost first, from the text of a mountinfo file (proc_pid_mountinfo(5)). */
export function mountPoints(mountinfo: string, folder: string): string[] {
  return mountinfo
    .split('\n')
    .map(line => line.split(' ')[4] ?? '')
    .map(point =>
      point.replace(/\\(\d{3})/g, (_, code: string) =>
        String.fromCharCode(parseInt(code, 8)),
      ),
    )
    .filter(point => point.startsWith(`${folder}/`))
    .reverse();
}

const mountsIn = (folder: string) =>
  mountPoints(readFileSync('/proc/self/mountinfo', 'utf8'), folder);

/** Unmounts everything in a folder; lazily where something still holds it. */
export async function unmountAll(folder: string): Promise<void> {
  for (const point of mountsIn(folder)) {
    const done = await attempt('umount', [point]);
    if (done === undefined) await attempt('umount', ['--lazy', point]);
  }
  const left = mountsIn(folder);
  if (left.length > 0) throw new Error(`Still mounted: ${left.join(', ')}`);
}
