import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './pack.ts';

const section =
  /^## Add it to your Backstage\n(.*?)^## /ms.exec(
    readFileSync(join(checkout, 'README.md'), 'utf8'),
  )?.[1] ?? '';

/** What the README has an adopter type: `yarn workspace <where> add <names>`. */
export const installed = Object.fromEntries(
  [...section.matchAll(/^yarn workspace (\w+) add ((?:\\\n|.)+)$/gm)].map(
    ([, where, names]) => [where!, names!.split(/[\s\\]+/).filter(Boolean)],
  ),
);

/** What it has them write into `packages/backend/src/index.ts`. */
export const backendLines = /```ts\n(.*?)```/s.exec(section)?.[1] ?? '';
