import { load } from '../../source.ts';

// A process of its own, which can be killed: the plugin before a real cluster. Prints where, and tokens of people.
const { pagesAt, samplePeople, startPortal } = load(
  './sources/portal',
) as typeof import('../../sources/portal');
export interface PortalTask {
  url: string;
  caData: string;
  token: string;
  /** Of the pages. */
  origin: string;
}

export interface PortalAnswer {
  url: string;
  tokens: Record<string, string>;
}

const { origin, ...local } = JSON.parse(process.argv[2] ?? '') as PortalTask;
const portal = await startPortal({ local }, [], [pagesAt(origin)]);
const people = samplePeople().map(({ metadata }) => metadata.name);
const answer: PortalAnswer = {
  url: portal.url,
  tokens: Object.fromEntries(people.map(name => [name, portal.tokenOf(name)])),
};
process.stdout.write(`${JSON.stringify(answer)}\n`);
// It lives as long as whoever started it.
process.stdin.resume();
process.stdin.on('end', () => void portal.stop().then(() => process.exit(0)));
