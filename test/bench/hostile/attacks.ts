import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { techdocs, yaml } from './files.ts';
import {
  countStatuses,
  post,
  type Attack,
  type Prepare,
  type Target,
} from './target.ts';

/** Opens streams again and again, so many at once, and reads them; tells which statuses came of it. */
async function openStreams(
  count: number,
  signal: AbortSignal,
  open: (at: number) => Promise<Response>,
): Promise<string> {
  const statuses = countStatuses();
  const one = async (at: number) => {
    while (!signal.aborted) {
      try {
        const answer = await open(at);
        statuses.add(answer.status);
        for await (const piece of answer.body!) void piece;
      } catch {
        // It is tried again.
      }
      await sleep(500);
    }
  };
  await Promise.all(Array.from({ length: count }, (_, at) => one(at)));
  return `${statuses}`;
}

/** 12 requests for the logs of 20 containers each. */
const logs: Attack = (target, signal) => {
  const { cluster, namespace, name: pod, container } = target.pod;
  const sources = Array.from({ length: 20 }, () => ({ pod, container }));
  const path = `/paddock/clusters/${cluster}/namespaces/${namespace}/logs`;
  return openStreams(12, signal, () =>
    post(target, path, { body: { sources, follow: true }, signal }),
  );
};

/** 20 streams of 50 windows of requests, and changes that have all of them read again. */
const topics: Attack = async (target, signal) => {
  const changing = change(target, signal);
  const streams = openStreams(20, signal, stream =>
    post(target, '/paddock/live', {
      body: {
        topics: Array.from({ length: 50 }, (_, at) => ({
          id: `t${at}`,
          topic: 'requests',
          params: { scope: 'all', offset: stream * 50 + at },
        })),
      },
      signal,
    }),
  );
  return `${await streams}, ${await changing} changes`;
};

async function change(target: Target, signal: AbortSignal): Promise<number> {
  let changes = 0;
  const spec = {
    kind: 'namespace',
    cluster: target.pod.cluster,
    team: 'group:default/team-payments',
    name: `hostile-${Date.now()}`,
    environment: 'production',
    quota: { cpu: '1', memory: '1Gi', storage: '1Gi', pods: 10 },
  };
  const asked = await post(target, '/paddock/requests', {
    body: { spec },
    signal,
  });
  const { id } = (await asked.json()) as { id: string };
  while (!signal.aborted) {
    const body = { text: `change ${changes}` };
    const path = `/paddock/requests/${id}/comment`;
    await post(target, path, { body, signal }).then(
      () => (changes += 1),
      () => {},
    );
    await sleep(500);
  }
  return changes;
}

/** 250 WebSockets without a ticket; one that is closed is opened again. They are served from the first ticket on. */
const sockets: Attack = async (target, signal) => {
  const { portal, pod } = target;
  const { cluster, namespace, name, container } = pod;
  const path = `/paddock/clusters/${cluster}/namespaces/${namespace}/pods/${name}/terminal`;
  const ticket = await post(target, path, { body: { container }, signal });
  if (!ticket.ok) throw new Error(await ticket.text());
  let opened = 0;
  const one = async () => {
    while (!signal.aborted) {
      const address = `${portal.replace('http', 'ws')}/api/paddock/terminals`;
      const socket = new WebSocket(address, 'paddock-terminal', {
        origin: portal,
      });
      const close = () => socket.terminate();
      signal.addEventListener('abort', close);
      socket.on('open', () => (opened += 1));
      socket.on('error', () => {});
      await new Promise(resolve => socket.once('close', resolve));
      signal.removeEventListener('abort', close);
      await sleep(1_000);
    }
  };
  await Promise.all(Array.from({ length: 250 }, one));
  return `${opened} WebSockets opened`;
};

/** By name. What else a member may try to stop others belongs here as well. */
export const attacks: Readonly<Record<string, Prepare>> = {
  yaml,
  techdocs,
  logs: async () => logs,
  topics: async () => topics,
  sockets: async () => sockets,
};
