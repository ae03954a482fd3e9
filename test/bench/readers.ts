import { request } from 'node:https';
import { createInterface } from 'node:readline';
import type { ClusterAccess } from './freshness.ts';

/** Tells when each value has been seen first. */
export interface Reader {
  seen(value: number): Promise<number>;
  close(): void;
}

function createSightings() {
  const at = new Map<number, number>();
  const waiting = new Map<number, (at: number) => void>();
  return {
    see(value: number) {
      if (at.has(value)) return;
      const now = performance.now();
      at.set(value, now);
      waiting.get(value)?.(now);
    },
    seen: (value: number) =>
      new Promise<number>(resolve => {
        const known = at.get(value);
        if (known === undefined) waiting.set(value, resolve);
        else resolve(known);
      }),
  };
}

interface PodItem {
  type: string;
  name: string;
  restarts: number;
}

interface Frame {
  type: string;
  items?: Array<[string, PodItem]>;
  changed?: Array<[string, PodItem]>;
}

/** Reads the plugin's stream as a browser does; resolves when the first snapshot with pods is there. */
export async function readStream(
  portal: { url: string; token: string },
  component: string,
  pod: string,
): Promise<Reader> {
  const { see, seen } = createSightings();
  const abort = new AbortController();
  const answer = await fetch(`${portal.url}/live`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${portal.token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      topics: [
        {
          id: 'e',
          topic: 'entity-workloads',
          params: { entityRef: `component:default/${component}` },
        },
      ],
    }),
    signal: abort.signal,
  });
  if (!answer.ok || !answer.body) throw new Error(await answer.text());
  const { body } = answer;
  const take = (frame: Frame) => {
    for (const [, item] of [...(frame.items ?? []), ...(frame.changed ?? [])]) {
      if (item.type === 'pod' && item.name === pod) see(item.restarts);
    }
  };
  const read = async () => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const piece of body) {
      const events = (rest + decoder.decode(piece, { stream: true })).split(
        '\n\n',
      );
      rest = events.pop() ?? '';
      for (const event of events) {
        take(JSON.parse(event.slice('data: '.length)) as Frame);
      }
    }
  };
  read().catch(error => {
    if (!abort.signal.aborted) throw error;
  });
  return { seen, close: () => abort.abort() };
}

/** The floor: a watch of the same pods, read line by line and parsed. */
export async function readWatch(
  { server, token, authority }: ClusterAccess,
  namespace: string,
  pod: string,
): Promise<Reader> {
  const { see, seen } = createSightings();
  const asked = request(
    `${server}/api/v1/namespaces/${namespace}/pods?watch=1`,
    {
      ca: Buffer.from(authority, 'base64'),
      headers: { authorization: `Bearer ${token}` },
    },
    answer => {
      // Closing it ends the answer midway, which both report as a failure.
      const lines = createInterface({ input: answer }).on('error', () => {});
      lines.on('line', line => {
        const { object } = JSON.parse(line) as {
          object: {
            metadata: { name: string };
            status: { containerStatuses?: Array<{ restartCount: number }> };
          };
        };
        if (object.metadata.name !== pod) return;
        see(object.status.containerStatuses?.[0]?.restartCount ?? 0);
      });
    },
  );
  asked.on('error', () => {});
  asked.end();
  return { seen, close: () => asked.destroy() };
}
