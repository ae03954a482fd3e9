import { load } from '../../source.ts';

// A process of its own: the plugin before a real cluster, asked over HTTP. Prints where, and a token for each person.
const { startPortal, sampleMemberships } = load(
  './sources/portal',
) as typeof import('../../sources/portal');

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
