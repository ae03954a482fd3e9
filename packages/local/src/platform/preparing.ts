import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What goes on behind the portal's first answer, and what a person lacks until then. */
const parts = {
  worker: {
    what: 'A node that runs containers',
    without: 'images are not built, and no real pod runs.',
    usually: 'a minute, some more the first time',
  },
  samples: {
    what: 'The sample services payments-api and storefront-api',
    without: 'Home, Catalog and Workloads are nearly empty.',
    usually: '3 min, and 10 min the first time',
  },
  docs: {
    what: 'The generator of documentation',
    without: 'Docs pages are not made.',
    usually: 'a minute the first time',
  },
  vault: {
    what: 'The Vault server',
    without: 'requests for secrets wait.',
    usually: 'seconds, and 6 to 10 min the first time',
  },
  storage: {
    what: 'Volumes on the real node',
    without: 'requests for volumes wait.',
    usually: 'seconds once the Vault server is there',
  },
  rollouts: {
    what: 'Progressive delivery (Argo Rollouts)',
    without: 'canary and blue-green releases do not move.',
    usually: 'seconds, and some minutes the first time',
  },
} as const;

export type PreparingPart = keyof typeof parts;

/** Where the portal reads what is outstanding. */
export const preparingFile = (state: string) => join(state, 'preparing.json');

export interface Preparing {
  /** Shows the part as outstanding until the work has ended; as failed from then on if it fails. */
  track<T>(part: PreparingPart, work: Promise<T>): Promise<T>;
}

/** Tells the portal's pages what is still being prepared; begins with nothing. */
export function createPreparing(
  state: string,
  now: () => Date = () => new Date(),
): Preparing {
  const file = preparingFile(state);
  const open = new Map<PreparingPart, object>();
  const write = () => {
    // Whoever reads meanwhile sees the old or the new one, whole.
    writeFileSync(
      `${file}.new`,
      JSON.stringify({ items: [...open.values()] }),
      {
        mode: 0o600,
      },
    );
    renameSync(`${file}.new`, file);
  };
  write();
  return {
    async track(part, work) {
      const item = { ...parts[part], since: now().toISOString() };
      open.set(part, { ...item, state: 'running' });
      write();
      try {
        const result = await work;
        open.delete(part);
        return result;
      } catch (error) {
        open.set(part, { ...item, state: 'failed' });
        throw error;
      } finally {
        write();
      }
    },
  };
}
