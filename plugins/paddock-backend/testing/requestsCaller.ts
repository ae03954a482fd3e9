import request from 'supertest';
import type { NamespaceSpec } from '@paddock/backstage-plugin-paddock-common';
import { answerOf, problems } from './openApi';
import type { RequestsPortal } from './requests';

type Method = 'get' | 'post' | 'put';

/** The path of the document that a path of the portal belongs to. */
const documented = (path: string) =>
  path
    .replace(/\?.*/, '')
    .replace(/^\/requests\/[0-9a-f-]{36}/, '/requests/{id}');

/** Calls the portal as its people, and holds every answer against the document. */
export function createCaller(portal: () => RequestsPortal) {
  async function call(
    name: string,
    method: Method,
    path: string,
    more: { body?: unknown; headers?: Record<string, string> } = {},
  ) {
    const { url, tokenOf } = portal();
    const asked = request(url)
      [method](path)
      .set('authorization', `Bearer ${tokenOf(name)}`)
      .set(more.headers ?? {});
    const answer = await (more.body === undefined
      ? asked
      : asked
          .set('content-type', 'application/json')
          .send(more.body as object));
    if (answer.status !== 204 && answer.type === 'application/json') {
      const pointer = answerOf(documented(path), method, answer.status);
      expect([path, problems(pointer, answer.body)]).toEqual([path, []]);
    }
    expect(answer.text).not.toMatch(/ at \S+ \(|fence|lease/);
    return answer;
  }

  return {
    get: (name: string, path: string) => call(name, 'get', path),
    post: (
      name: string,
      path: string,
      body: unknown = {},
      headers: Record<string, string> = {},
    ) => call(name, 'post', path, { body, headers }),
    put: (name: string, path: string, body: unknown) =>
      call(name, 'put', path, { body }),
  };
}

export type Caller = ReturnType<typeof createCaller>;

/** A namespace that the rules let pass without anybody's approval. */
export const smallNamespace = (
  name: string,
  more: Partial<NamespaceSpec> = {},
) => ({
  kind: 'namespace',
  cluster: 'local',
  team: 'group:default/team-payments',
  name,
  environment: 'development',
  quota: { cpu: '1', memory: '1Gi', storage: '1Gi', pods: 10 },
  ...more,
});

/** One that somebody has to approve. */
export const production = (name: string, more: Partial<NamespaceSpec> = {}) =>
  smallNamespace(name, { environment: 'production', ...more });
