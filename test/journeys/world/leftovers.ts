import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** What a stopped platform has left on the machine: processes, mounts, network namespaces. */
export function leftovers(state: string): string[] {
  return [
    ...processes().filter(each => each.includes(state)),
    ...readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .filter(line => line.includes(state)),
    ...namespaces(),
  ];
}

function processes(): string[] {
  return readdirSync('/proc')
    .filter(id => /^\d+$/.test(id) && Number(id) !== process.pid)
    .map(id => {
      try {
        return `${id} ${readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll(
          '\0',
          ' ',
        )}`;
      } catch {
        // It has ended between the two looks.
        return '';
      }
    });
}

function namespaces(): string[] {
  try {
    return execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' })
      .split('\n')
      .filter(line => line.startsWith('paddock-8'));
  } catch {
    return [];
  }
}
