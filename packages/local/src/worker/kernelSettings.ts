import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// The kubelet sets these for the whole machine (setupKernelTunables in its container manager).
const keys = [
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'kernel/panic',
  'kernel/panic_on_oops',
  'kernel/keys/root_maxkeys',
  'kernel/keys/root_maxbytes',
];
const file = (folder: string) => join(folder, 'kernel-settings.json');
const path = (key: string) => join('/proc/sys', key);

/** Remembers the machine's settings. What an earlier start remembered stays: it was before any kubelet. */
export function rememberKernelSettings(folder: string): void {
  if (existsSync(file(folder))) return;
  const settings = keys
    .filter(key => existsSync(path(key)))
    .map(key => [key, readFileSync(path(key), 'utf8').trim()]);
  writeFileSync(file(folder), JSON.stringify(Object.fromEntries(settings)));
}

export function restoreKernelSettings(folder: string): void {
  if (!existsSync(file(folder))) return;
  const settings = JSON.parse(readFileSync(file(folder), 'utf8')) as Record<
    string,
    string
  >;
  for (const [key, value] of Object.entries(settings)) {
    if (readFileSync(path(key), 'utf8').trim() !== value)
      writeFileSync(path(key), value);
  }
  rmSync(file(folder));
}
