import { mkdirSync, statfsSync } from 'node:fs';

const overlayMagic = 0x794c7630;

/** Layers are mounted on one another, except where the folder itself is on such a mount: then they are copied. */
export function storageDriver(folder: string): 'overlay' | 'vfs' {
  mkdirSync(folder, { recursive: true });
  return statfsSync(folder).type === overlayMagic ? 'vfs' : 'overlay';
}
