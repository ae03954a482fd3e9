import { Readable } from 'node:stream';
import { KubeError } from '../../src/kube/connection/errors';
import type { RequestOptions } from '../../src/kube/connection/call';

export interface Call extends Pick<RequestOptions, 'as' | 'body' | 'query'> {
  method: string;
  path: string;
}

/** An API server that takes pods and leases, and tells of every pod what a test says. Dry runs keep nothing. */
export function createShellCluster() {
  const calls: Call[] = [];
  const leases = new Set<string>();
  let status: object = { phase: 'Pending' };
  let refusal: KubeError | undefined;

  const lease = (method: string, path: string) => {
    const name = path.split('/').pop() ?? '';
    if (method === 'POST') leases.add('own');
    if (method === 'PATCH' && leases.size === 0) {
      throw new KubeError(404, 'NotFound', { message: name });
    }
    return { items: [] };
  };
  return {
    calls,
    /** Those that change something, as `POST /api/…`. */
    written: () =>
      calls
        .filter(({ method, query }) => method !== 'GET' && !query?.dryRun)
        .map(({ method, path }) => `${method} ${path}`)
        .filter(each => !each.includes('/leases')),
    tell(next: object) {
      status = next;
    },
    refuse(message: string) {
      refusal = new KubeError(403, 'Forbidden', { message });
    },
    connection: {
      async request(method: string, path: string, options: RequestOptions) {
        const { as, body, query } = options;
        calls.push({ method, path, as, body, query });
        if (path.includes('/leases')) return lease(method, path);
        if (method === 'GET') return { metadata: {}, status };
        if (refusal) throw refusal;
        return {};
      },
      text: async () => Readable.from([Buffer.from('all of it\n')]),
    },
  };
}
