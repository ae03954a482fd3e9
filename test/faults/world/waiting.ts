import type { RequestState } from '../../../plugins/paddock-common/src/requests/lifecycle.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { call, type Line } from './asking.ts';
import type { BackendProcess } from './backendProcess.ts';
import type { World } from './world.ts';

/** Looks at a request over HTTP, as often as a person may, until this holds of it. @throws with how it was last */
export async function untilSeen(
  backend: Pick<BackendProcess, 'url'>,
  id: string,
  holds: (line: Line) => boolean,
): Promise<Line> {
  const end = performance.now() + 60_000;
  const path = `/requests/${id}`;
  for (;;) {
    const answer = await call<Line>(backend, 'ben', { method: 'GET', path });
    if (answer.status === 200 && holds(answer.body)) return answer.body;
    if (performance.now() > end) {
      throw new Error(`Not seen in a minute: ${JSON.stringify(answer)}`);
    }
    await sleep(250);
  }
}

export interface Row {
  id: string;
  kind: string;
  namespace: string;
  name: string;
  team: string;
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
    'select id, kind, namespace, name, team, state, waits_for, attention from requests order by created_at',
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

const over: readonly RequestState[] = [
  'withdrawn',
  'rejected',
  'expired',
  'removed',
];
export const isOver = (state: RequestState) => over.includes(state);

/** Where a request stays until a person does something. */
export const atRest: readonly RequestState[] = [
  'draft',
  'waiting',
  'live',
  ...over,
];

/** Waits until nothing goes on any more. @throws with what is still going on, or needs a person */
export async function untilSettled(
  world: Pick<World, 'database'>,
  withinMs?: number,
): Promise<void> {
  const ids = (await rowsOf(world)).map(({ id }) => id);
  await untilAll(world, ids, atRest, withinMs);
}
