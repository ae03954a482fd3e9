import type { EffectObject } from '@paddock/backstage-plugin-paddock-common';
import type { Connection } from '../connection/connection';
import type { Discover } from '../connection/discovery';
import { KubeError } from '../connection/errors';
import { apiPath } from '../connection/paths';
import type {
  Act,
  Applied,
  Created,
  ObjectRef,
  Present,
  Provision,
  Removed,
  Tried,
} from './provision';
import {
  conflictOf,
  isStatus,
  presentOf,
  refusalOf,
  triedOf,
} from './provisionAnswers';
import { kindSegments, objectPath, writablePath } from './objectPath';
import { createRetain } from './retain';
import { createTokenRequest } from './tokenRequest';
import { asInvalid } from './write';

interface Parts {
  connection: Pick<Connection, 'request'>;
  discover: Discover;
}

const applying = {
  query: {
    fieldManager: 'paddock',
    force: 'false',
    fieldValidation: 'Strict',
  },
  // JSON is YAML.
  headers: { contentType: 'application/apply-patch+yaml' },
};

/**
 * No object is ever at this version: etcd counts from 1 and its first write makes 2. An apply that insists on it changes
 * nothing that is there, and creates what is not.
 */
const NEVER = '1';

/** Writes to one cluster as the portal itself; see provision.ts. */
export function createProvision(
  connection: Pick<Connection, 'request'>,
  discover: Discover,
): Provision {
  const parts = { connection, discover };
  return {
    get: (ref, act) => get(parts, ref, act),
    list: (kind, where, act) => list(parts, { ...kind, ...where }, act),
    create: (object, act) => create(parts, object, act),
    apply: (object, on, act) => apply(parts, { object, on }, act),
    remove: (ref, which, act) => remove(parts, { ref, ...which }, act),
    async dryRun(object, act) {
      const query = { ...applying.query, dryRun: 'All' };
      return trying(async () =>
        connection.request('PATCH', await writablePath(discover, object), {
          ...applying,
          query,
          body: object,
          ...act,
        }),
      );
    },
    dryRunCreate: (object, act) =>
      trying(async () =>
        connection.request(
          'POST',
          await writablePath(discover, object, 'name'),
          {
            query: { dryRun: 'All', fieldValidation: 'Strict' },
            body: object,
            ...act,
          },
        ),
      ),
    mayApply: object => mayApply(parts, object),
    token: createTokenRequest(connection),
    retain: createRetain(connection),
  };
}

async function get(
  { connection, discover }: Parts,
  ref: ObjectRef,
  act?: Act,
): Promise<Present | undefined> {
  const path = await objectPath(discover, ref);
  try {
    return presentOf(await connection.request('GET', path, act), ref);
  } catch (error) {
    if (isStatus(error, 404)) return undefined;
    throw error;
  }
}

async function mayApply(
  { connection, discover }: Parts,
  { apiVersion, kind, metadata }: ObjectRef,
): Promise<boolean> {
  const served = await discover(apiVersion, kind);
  if (!served) return true;
  const path = apiPath([
    ...['apis', 'authorization.k8s.io', 'v1', 'selfsubjectaccessreviews'],
  ]);
  const resourceAttributes = {
    verb: 'patch',
    group: served.group,
    resource: served.plural,
    ...(served.namespaced && { namespace: metadata.namespace }),
    name: metadata.name,
  };
  const answer = (await connection.request('POST', path, {
    body: { spec: { resourceAttributes } },
  })) as { status?: { allowed?: boolean } };
  return answer.status?.allowed === true;
}

const PAGE = '500';
const MAX_PAGES = 200;

async function list(
  { connection, discover }: Parts,
  of: { apiVersion: string; kind: string } & Parameters<Provision['list']>[1],
  act?: Act,
): Promise<Present[] | undefined> {
  const served = await discover(of.apiVersion, of.kind);
  if (!served) return undefined;
  const path = apiPath(kindSegments(served, of.namespace));
  const found: Present[] = [];
  let more = '';
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = {
      labelSelector: of.labelSelector,
      limit: PAGE,
      ...(more ? { continue: more } : {}),
    };
    const answer = (await connection.request('GET', path, {
      query,
      ...act,
    })) as { metadata?: { continue?: string }; items?: unknown[] };
    found.push(...(answer.items ?? []).map(item => presentOf(item, of)));
    more = answer.metadata?.continue ?? '';
    if (!more) return found;
  }
  throw new KubeError(200, 'TooLarge', {
    message: `A list of the cluster has more than ${MAX_PAGES} pages`,
  });
}

async function create(
  { connection, discover }: Parts,
  object: EffectObject,
  act?: Act,
): Promise<Created> {
  const path = await writablePath(discover, object);
  try {
    const answer = await connection.request('PATCH', path, {
      ...applying,
      body: withMetadata(object, { resourceVersion: NEVER }),
      ...act,
    });
    return { state: 'created', found: presentOf(answer, object) };
  } catch (error) {
    if (isStatus(error, 409)) return { state: 'exists' };
    throw error instanceof KubeError ? asInvalid(error) : error;
  }
}

async function apply(
  { connection, discover }: Parts,
  {
    object,
    on,
  }: { object: EffectObject; on: Pick<Present, 'uid' | 'resourceVersion'> },
  act?: Act,
): Promise<Applied> {
  const { uid, resourceVersion } = on;
  const path = await writablePath(discover, object);
  try {
    const answer = await connection.request('PATCH', path, {
      ...applying,
      body: withMetadata(object, { uid, resourceVersion }),
      ...act,
    });
    return { state: 'applied', found: presentOf(answer, object) };
  } catch (error) {
    const conflict = conflictOf(error);
    if (conflict) return { state: 'conflict', ...conflict };
    if (isStatus(error, 409)) return { state: 'stale' };
    throw error instanceof KubeError ? asInvalid(error) : error;
  }
}

function withMetadata(
  object: EffectObject,
  more: { uid?: string; resourceVersion: string },
) {
  return { ...object, metadata: { ...object.metadata, ...more } };
}

async function remove(
  { connection, discover }: Parts,
  {
    ref,
    uid,
    foreground,
  }: { ref: ObjectRef; uid: string; foreground?: boolean },
  act?: Act,
): Promise<Removed> {
  const path = await writablePath(discover, ref);
  try {
    const answer = (await connection.request('DELETE', path, {
      body: {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        preconditions: { uid },
        propagationPolicy: foreground ? 'Foreground' : 'Background',
      },
      ...act,
    })) as { kind?: string };
    return answer?.kind === 'Status' ? 'gone' : 'leaving';
  } catch (error) {
    if (isStatus(error, 404)) return 'gone';
    if (!isStatus(error, 409)) throw error;
    // A namespace that is on its way out answers a second deletion with a conflict, too.
    return /precondition/i.test((error as KubeError).message)
      ? 'replaced'
      : 'leaving';
  }
}

async function trying(ask: () => Promise<unknown>): Promise<Tried> {
  try {
    return { state: 'accepted', object: triedOf(await ask()) };
  } catch (error) {
    return refusalOf(error);
  }
}
