import type { ServerResponse } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { sendJson, sendStatus } from './sendStatus';
import type { FakeRequest, FakeServing } from './serving';
import { patchJson } from './fakeJsonPatch';
import type { FakeObject } from './fakeStore';

export const listKinds: Record<string, string> = {
  pods: 'Pod',
  services: 'Service',
  configmaps: 'ConfigMap',
  deployments: 'Deployment',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
  replicasets: 'ReplicaSet',
  jobs: 'Job',
  cronjobs: 'CronJob',
  rollouts: 'Rollout',
  analysisruns: 'AnalysisRun',
  horizontalpodautoscalers: 'HorizontalPodAutoscaler',
  resourcequotas: 'ResourceQuota',
  events: 'Event',
  roles: 'Role',
  rolebindings: 'RoleBinding',
  clusterroles: 'ClusterRole',
  clusterrolebindings: 'ClusterRoleBinding',
};

/** Serves lists, page by page, and single objects: GET and server-side apply. */
export function handleObject(
  serving: FakeServing,
  request: FakeRequest,
  response: ServerResponse,
) {
  const segments = request.path.split('/').slice(1);
  const rest = segments.slice(segments[0] === 'api' ? 2 : 3);
  const namespace = rest[0] === 'namespaces' ? rest[1] : undefined;
  const [resource = '', name] = namespace ? rest.slice(2) : rest;
  const target = { resource, name, namespace };
  if (!listKinds[resource]) notFound(response, request.path);
  else if (!name) sendPage(serving, request, { response, resource });
  else if (request.method === 'PATCH')
    apply(serving, request, { response, ...target, name });
  else {
    const object = serving.store.get(resource, name, namespace);
    if (object) sendJson(response, 200, object);
    else notFound(response, `${resource} "${name}"`);
  }
}

function notFound(response: ServerResponse, what: string) {
  sendStatus(response, {
    status: 404,
    reason: 'NotFound',
    message: `${what} not found`,
  });
}

function sendPage(
  { store }: FakeServing,
  { query }: FakeRequest,
  { response, resource }: { response: ServerResponse; resource: string },
) {
  const all = store.list(resource);
  const start = Number(query.get('continue') ?? 0);
  const limit = Number(query.get('limit') ?? all.length);
  const next = start + limit < all.length ? String(start + limit) : '';
  sendJson(response, 200, {
    kind: `${listKinds[resource]}List`,
    apiVersion: 'v1',
    metadata: { resourceVersion: String(store.version), continue: next },
    items: all.slice(start, start + limit),
  });
}

function apply(
  serving: FakeServing,
  request: FakeRequest,
  to: {
    response: ServerResponse;
    resource: string;
    name: string;
    namespace?: string;
  },
) {
  const { store } = serving;
  const object = request.body as FakeObject;
  const refusal = serving.refuses?.(object, request);
  if (refusal) {
    sendStatus(to.response, refusal);
    return;
  }
  const before = store.get(to.resource, to.name, to.namespace);
  if (Array.isArray(request.body)) {
    const after = before && patchJson(before, request.body);
    if (after) {
      const isDry = request.query.get('dryRun') !== null;
      const kept = isDry ? after : store.put(to.resource, after);
      sendJson(to.response, 200, kept);
    } else {
      const message = 'the server rejected our request due to an error in it';
      sendStatus(to.response, { status: 422, reason: 'Invalid', message });
    }
    return;
  }
  const metadata = {
    ...before?.metadata,
    ...object.metadata,
    namespace: to.namespace,
  };
  const after = { ...before, ...object, metadata };
  if (before && isDeepStrictEqual(before, after))
    sendJson(to.response, 200, before);
  else if (request.query.get('dryRun')) {
    sendJson(to.response, before ? 200 : 201, {
      ...after,
      metadata: { uid: 'uid-dry-run', resourceVersion: '1', ...metadata },
    });
  } else {
    sendJson(to.response, before ? 200 : 201, store.put(to.resource, after));
  }
}
