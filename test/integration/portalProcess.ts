import { createRequire } from 'node:module';
// First: it installs the transform that the sources below need.
import './backend.ts';

// A process of its own: the plugin before a real cluster, asked over HTTP. Prints where, and a token for each person.
const load = createRequire(import.meta.url);
const { startPortal, sampleMemberships } = load(
  '../../plugins/paddock-backend/testing/portal',
) as typeof import('../../plugins/paddock-backend/testing/portal');

/** What it prints. */
export interface Started {
  url: string;
  tokens: Record<string, string>;
}

const server = JSON.parse(process.argv[2] ?? '') as {
  url: string;
  caData: string;
  token: string;
};
const portal = await startPortal({ local: server });
const started: Started = {
  url: portal.url,
  tokens: Object.fromEntries(
    Object.keys(sampleMemberships).map(name => [name, portal.tokenOf(name)]),
  ),
};
process.stdout.write(`${JSON.stringify(started)}\n`);
// It lives as long as whoever started it.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
