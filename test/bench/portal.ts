import { load } from '../source.ts';
import type { PortalTask } from './freshness.ts';

// A process of its own: the plugin before a real cluster, asked over HTTP. Prints where, and a token for it.
const { componentEntity, startPortal } = load(
  './sources/portal',
) as typeof import('../sources/portal');

const { server, token, authority, component } = JSON.parse(
  process.argv[2] ?? '',
) as PortalTask;

const portal = await startPortal(
  { local: { url: server, caData: authority, token } },
  [componentEntity(component)],
);
process.stdout.write(
  `${JSON.stringify({ url: portal.url, token: portal.tokenOf('ben') })}\n`,
);
// It lives as long as whoever started it.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
