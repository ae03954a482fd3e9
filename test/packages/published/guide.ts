import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './pack.ts';

const guide = readFileSync(join(checkout, 'docs/install.md'), 'utf8');

/** What the guide has an adopter type: `yarn workspace <where> add <names>`. */
export const installed = Object.fromEntries(
  [...guide.matchAll(/^yarn workspace (\w+) add ((?:\\\n|.)+)$/gm)].map(
    ([, where, names]) => [where!, names!.split(/[\s\\]+/).filter(Boolean)],
  ),
);

/** What it has them write into `packages/backend/src/index.ts`. */
export const backendLines = /```ts\n(.*?)```/s.exec(guide)?.[1] ?? '';
