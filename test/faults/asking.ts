import { setTimeout as sleep } from 'node:timers/promises';
import type {
  RequestLine,
  RequestPage,
  RequestSpec,
  RequestState,
} from '../../plugins/paddock-common/src/requests/model.ts';
import type { BackendProcess } from './backendProcess.ts';
import { storageClasses } from './volumes.ts';
import type { World } from './world.ts';

export type Spec = RequestSpec;
export type Line = RequestLine;

export interface Answer<Body> {
  /** 0 where there was no answer: the process has died. */
  status: number;
  body: Body;
}

export interface Asked {
  method: string;
  path: string;
  body?: object;
  /** Idempotency-Key */
  key?: string;
}

/** Asks a backend as a person. What cannot be asked now may be asked again: 429 and 503 are answers like others. */
export async function call<Body = unknown>(
  { url }: Pick<BackendProcess, 'url'>,
  person: string,
  { method, path, body, key }: Asked,
): Promise<Answer<Body>> {
  try {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${person}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: parse(text) as Body };
  } catch (error) {
    return { status: 0, body: { error: String(error) } as Body };
  }
}

function parse(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return text;
  }
}

/** Asks for something; remembers what was accepted, since it must not be lost. */
export async function ask(
  { accepted }: Pick<World, 'accepted'>,
  backend: Pick<BackendProcess, 'url'>,
  { person, spec, key }: { person: string; spec: Spec; key?: string },
): Promise<Answer<Line>> {
  const answer = await call<Line>(backend, person, {
    method: 'POST',
    path: '/requests',
    body: { spec },
    ...(key && { key }),
  });
  if (answer.status === 200 || answer.status === 201) {
    accepted.add(answer.body.id);
  }
  return answer;
}

/** Approves exactly what is there now. */
export async function approve(
  backend: Pick<BackendProcess, 'url'>,
  person: string,
  id: string,
): Promise<Answer<Line>> {
  const page = await call<RequestPage>(backend, person, {
    method: 'GET',
    path: `/requests/${id}`,
  });
  if (page.status !== 200) return page;
  const { hash } = page.body;
  return call(backend, person, {
    method: 'POST',
    path: `/requests/${id}/approve`,
    body: { hash },
  });
}

export const remove = (
  backend: Pick<BackendProcess, 'url'>,
  person: string,
  { id, name }: { id: string; name: string },
) =>
  call<Line>(backend, person, {
    method: 'POST',
    path: `/requests/${id}/remove`,
    body: { name },
  });

type Namespace = Extract<Spec, { kind: 'namespace' }>;

/** Small, and made without an approval. */
export const namespaceSpec = (
  name: string,
  rest: Partial<Namespace> = {},
): Namespace => ({
  kind: 'namespace',
  cluster: 'local',
  team: 'group:default/team-payments',
  purpose: '',
  name,
  environment: 'development',
  quota: { cpu: '100m', memory: '256Mi', storage: '10Gi', pods: 2 },
  podSecurity: 'restricted',
  members: [],
  ...rest,
});

export const secretSpec = (namespace: string, name: string): Spec => ({
  kind: 'secret',
  cluster: 'local',
  team: 'group:default/team-payments',
  purpose: '',
  namespace,
  name,
  serviceAccount: 'app',
  keys: [],
});

/** One that is to outlive its claim. */
export const volumeSpec = (namespace: string, name: string): Spec => ({
  kind: 'volume',
  cluster: 'local',
  team: 'group:default/team-payments',
  purpose: '',
  namespace,
  name,
  size: '1Mi',
  storageClass: storageClasses.quick,
  accessMode: 'ReadWriteOnce',
  retain: true,
});

export interface Row {
  id: string;
  kind: string;
  namespace: string;
  name: string;
  state: RequestState;
  waits_for: string | null;
  attention: string | null;
}

/** The requests with these ids, or all, by the database's own account. */
export async function rowsOf(
  { database }: Pick<World, 'database'>,
  ids?: readonly string[],
): Promise<Row[]> {
  const rows = await database.rows<Row>(
    'select id, kind, namespace, name, state, waits_for, attention from requests order by created_at',
  );
  return ids ? rows.filter(({ id }) => ids.includes(id)) : rows;
}

/** Waits until each of them is in one of these states. @throws with what the others are */
export async function untilAll(
  world: Pick<World, 'database'>,
  ids: readonly string[],
  states: readonly RequestState[],
  withinMs = 120_000,
): Promise<void> {
  const end = performance.now() + withinMs;
  for (;;) {
    const rows = await rowsOf(world, ids);
    const others = rows.filter(({ state }) => !states.includes(state));
    if (others.length === 0 && rows.length === ids.length) return;
    if (performance.now() > end) {
      const told = others.map(
        each =>
          `${each.kind} ${each.namespace}/${each.name} is ${each.state}: ${
            each.attention ?? each.waits_for ?? ''
          }`,
      );
      throw new Error(
        `Not ${states.join(' or ')} after ${withinMs} ms:\n${told.join('\n')}`,
      );
    }
    await sleep(100);
  }
}
