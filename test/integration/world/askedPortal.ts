import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { startControlPlane } from './controlPlane.ts';
import { type Asked, startPortalBefore } from './portal.ts';
import { until } from './watching.ts';

export const manifest = (name: string) =>
  readFile(new URL(`../cases/${name}.yaml`, import.meta.url), 'utf8');

export const pathIn = (namespace: string, path: string) =>
  `/clusters/local/namespaces/${namespace}/${path}`;

/** The embedded control plane with the portal before it, which an administrator asks by HTTP. */
export async function startAskedPortal() {
  const controlPlane = await startControlPlane(2);
  const portal = await startPortalBefore(controlPlane.cluster).catch(
    async error => {
      await controlPlane.stop();
      throw error;
    },
  );
  const kubectl = (args: string[], input?: string) =>
    controlPlane.cluster.kubectl(args, input);
  const ask = (method: string, path: string, body?: object): Promise<Asked> =>
    portal.ask('petra', [method, path], body);

  async function get<Answer>(namespace: string, path: string): Promise<Answer> {
    const { status, body } = await ask('GET', pathIn(namespace, path));
    assert.equal(status, 200, JSON.stringify(body));
    return body as Answer;
  }

  return {
    kubectl,
    ask,
    get,
    /** One of the files of `cases`. */
    apply: async (name: string, ...args: string[]) =>
      kubectl(['apply', ...args, '-f', '-'], await manifest(name)),
    patchStatus: (namespace: string, what: string, status: object) =>
      kubectl([
        ...['-n', namespace, 'patch', what, '--subresource=status'],
        ...['--type=merge', '-p', JSON.stringify({ status })],
      ]),
    /** Looks until the portal's answer is as it should be. */
    async until<Answer>(
      [namespace, path]: [namespace: string, path: string],
      holds: (answer: Answer) => boolean,
    ): Promise<Answer> {
      let last: Answer | undefined;
      await until(
        path,
        async () => {
          last = await get<Answer>(namespace, path);
          return holds(last);
        },
        60_000,
      ).catch(() => assert.fail(`${path} answers ${JSON.stringify(last)}`));
      return last as Answer;
    },
    async stop() {
      await portal.stop();
      await controlPlane.stop();
    },
  };
}
