import { isDeepStrictEqual } from 'node:util';
import type { AppliedObject } from '@paddock/backstage-plugin-paddock-common';
import type { KubeIdentity } from '../watch/cache';
import type { Connection } from '../connection/connection';
import type { Discover } from '../connection/discovery';
import { asInvalid, KubeError } from '../connection/errors';
import { apiPath } from '../connection/paths';
import { kindSegments, servedKind } from './objectPath';
import { withoutScaledReplicas } from './scaledReplicas';
import type { Write } from './write';

/** An object to apply: plain JSON, of which only these are looked at. */
export interface Applicable {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; [key: string]: unknown };
  [key: string]: unknown;
}

export interface ApplyRequest {
  namespace: string;
  objects: Applicable[];
  /** The person in whose name this happens; the cluster's audit log names them. */
  as: KubeIdentity;
  /** Everything is checked by the API server, and nothing is kept. */
  dryRun?: boolean;
  signal?: AbortSignal;
}

/** The first object that could not be applied. Those before it have been. */
export class ApplyRefused extends Error {
  readonly object: { kind: string; name: string };
  /** The API server's answer, or the reason why it was not asked. */
  readonly refusal: KubeError;
  readonly applied: AppliedObject[];

  constructor(
    object: Applicable,
    refusal: KubeError,
    applied: AppliedObject[],
  ) {
    const { kind, metadata } = object;
    super(`${kind} "${metadata.name}" was not applied: ${refusal.message}`);
    this.name = 'ApplyRefused';
    this.object = { kind, name: metadata.name };
    this.refusal = refusal;
    this.applied = applied;
  }
}

interface ApplyParts {
  connection: Pick<Connection, 'request'>;
  write: Pick<Write, 'apply'>;
  discover: Discover;
}

export type Apply = (request: ApplyRequest) => Promise<AppliedObject[]>;

/**
 * Server-side apply of objects, in their order, as a person and with field
 * manager `paddock`. Fields that others own are never taken from them: that is
 * a conflict (409), and reported. Replica counts that an autoscaler among the
 * objects decides are left to it.
 *
 * @throws ApplyRefused for the first object that is refused.
 */
export function createApply({ discover, ...parts }: ApplyParts): Apply {
  return async request => {
    const applied: AppliedObject[] = [];
    for (const object of withoutScaledReplicas(request.objects)) {
      try {
        const path = await pathOf(discover, object, request.namespace);
        applied.push(await applyOne(parts, { object, path, request }));
      } catch (error) {
        if (!(error instanceof KubeError)) throw error;
        throw new ApplyRefused(object, asInvalid(error), applied);
      }
    }
    return applied;
  };
}

async function pathOf(
  discover: Discover,
  object: Applicable,
  namespace: string,
): Promise<string> {
  const served = await servedKind(discover, object);
  if (!served.namespaced) {
    throw new KubeError(422, 'ClusterScoped', {
      message: `${object.kind} belongs to the whole cluster, and only objects within a namespace are applied here`,
    });
  }
  return apiPath([...kindSegments(served, namespace), object.metadata.name]);
}

interface OneApply {
  object: Applicable;
  path: string;
  request: ApplyRequest;
}

async function applyOne(
  { connection, write }: Pick<ApplyParts, 'connection' | 'write'>,
  { object, path, request: { as, signal, dryRun } }: OneApply,
): Promise<AppliedObject> {
  const before = await present(connection, path, { as, signal });
  const how = { as, signal, dryRun };
  const after = (await write.apply(path, object, how)) as Stored;
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    name: object.metadata.name,
    uid: after.metadata?.uid ?? '',
    result: compare(before, after),
  };
}

interface Stored {
  metadata?: { uid?: string; resourceVersion?: string; [key: string]: unknown };
}

/** The object as it is now; undefined where there is none, or where the person may write it but not read it. */
async function present(
  connection: Pick<Connection, 'request'>,
  path: string,
  options: { as: KubeIdentity; signal?: AbortSignal },
): Promise<Stored | 'unreadable' | undefined> {
  try {
    return (await connection.request('GET', path, options)) as Stored;
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    if (error.status === 404) return undefined;
    if (error.status === 403) return 'unreadable';
    throw error;
  }
}

function compare(
  before: Stored | 'unreadable' | undefined,
  after: Stored,
): AppliedObject['result'] {
  if (before === 'unreadable') return 'changed';
  if (!before || before.metadata?.uid !== after.metadata?.uid) return 'created';
  if (before.metadata?.resourceVersion !== after.metadata?.resourceVersion) {
    return 'changed';
  }
  // A dry run leaves the version as it was, whatever it would have changed.
  return isDeepStrictEqual(substance(before), substance(after))
    ? 'unchanged'
    : 'changed';
}

/** An object without what changes with every write, whether it says something new or not. */
function substance({ metadata, ...rest }: Stored) {
  const { managedFields, generation, ...kept } = metadata ?? {};
  return { ...rest, metadata: kept };
}
