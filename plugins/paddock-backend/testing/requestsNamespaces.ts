import type { RequestsPortal } from './requests';
import { type Caller, smallNamespace } from './requestsCaller';

export const team = 'group:default/team-payments';
export const storefront = 'group:default/team-storefront';

export const secretIn = (namespace: string, more = {}) => ({
  kind: 'secret',
  cluster: 'local',
  team,
  namespace,
  name: 'db',
  serviceAccount: 'app',
  ...more,
});
export const volumeIn = (namespace: string, name = 'data') => ({
  kind: 'volume',
  cluster: 'local',
  team,
  namespace,
  name,
  size: '1Gi',
  storageClass: 'fast',
  accessMode: 'ReadWriteOnce',
});

/** Namespaces, and what is asked for in them, as the worker and the cluster leave them. */
export function createNamespaces(
  portal: () => RequestsPortal,
  { get, post }: Pick<Caller, 'get' | 'post'>,
) {
  /** A namespace of this name that the portal has not made, or that was made for this request. */
  function namespaceIs(name: string, id?: string) {
    portal().cluster.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        ...(id && { labels: { 'paddock.internal/request': id } }),
      },
    });
    return portal().cluster.objects.get(`Namespace//${name}`)!.uid;
  }

  /** Asked for by somebody, and live, as the worker leaves it. */
  async function liveNamespace(name: string, who = 'ben', more = {}) {
    const { body } = await post(who, '/requests', {
      spec: smallNamespace(name, more),
    });
    if (body.state === 'waiting')
      await approve(`/requests/${body.id}`, 'petra');
    const uid = namespaceIs(name, body.id);
    await portal().store.audit.append({
      actor: 'portal',
      event: 'namespace-observed',
      phase: 'noted',
      requestId: body.id,
      detail: { cluster: 'local', namespace: name, uid },
    });
    await portal().makeLive(body.id);
    return { id: body.id as string, path: `/requests/${body.id}`, uid };
  }

  async function ask(spec: object) {
    const { status, body } = await post('ben', '/requests', { spec });
    expect([status, body.state ?? body]).toEqual([201, expect.any(String)]);
    return { id: body.id as string, path: `/requests/${body.id}` };
  }

  async function askLive(spec: object) {
    const asked = await ask(spec);
    const { state } = (await portal().store.get(asked.id))!;
    if (state === 'waiting') await approve(asked.path);
    await portal().makeLive(asked.id);
    return asked;
  }

  async function approve(path: string, who = 'lea') {
    const { hash } = (await get(who, path)).body;
    return post(who, `${path}/approve`, { hash });
  }

  return { namespaceIs, liveNamespace, ask, askLive, approve };
}
