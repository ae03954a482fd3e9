import type { RequestOptions } from '../connection/call';
import type { Connection } from '../connection/connection';
import { apiPath } from '../connection/paths';

/** As the portal itself where nobody is named. */
type Who = Pick<RequestOptions, 'as' | 'signal' | 'beforeSend'>;

export type WriteOptions = Who & {
  /** Default `paddock`. */
  fieldManager?: string;
  /** Everything is checked by the API server, and nothing is kept. */
  dryRun?: boolean;
};

export interface ObjectPatch {
  /** `strategic` is known to Kubernetes' own kinds only. */
  type: 'merge' | 'strategic' | 'json';
  body: unknown;
  /** A field that the kind does not have is an error; else it is left out. */
  strict?: boolean;
}

/** Only the object that has these is deleted; another one of its name is a conflict (409). */
export interface Deletion {
  uid?: string;
  resourceVersion?: string;
  /** `Foreground`: it stays until what belongs to it is deleted. Default: as its kind has it. */
  propagation?: 'Foreground' | 'Background';
}

/**
 * The one way to write to a cluster, as a person or as the portal. Paths are those of `apiPath`. Each resolves with the
 * API server's answer.
 *
 * @throws KubeError for what the cluster refuses, Unreachable when nobody answers, Misconfigured when it cannot be asked
 */
export interface Write {
  /** @param collection - the path at which objects of the kind are created */
  create(
    collection: string,
    object: unknown,
    options?: WriteOptions,
  ): Promise<unknown>;
  /** Server-side apply. Fields that others own are never taken from them: that is a conflict (409). */
  apply(
    path: string,
    object: unknown,
    options?: WriteOptions,
  ): Promise<unknown>;
  patch(
    path: string,
    patch: ObjectPatch,
    options?: WriteOptions,
  ): Promise<unknown>;
  delete(
    path: string,
    which: Deletion,
    options?: Omit<WriteOptions, 'fieldManager'>,
  ): Promise<unknown>;
  /** Asks for a pod to be deleted as its PodDisruptionBudgets allow; they answer 429 while it must wait. */
  evict(
    pod: { namespace: string; name: string; uid: string },
    options?: WriteOptions,
  ): Promise<unknown>;
}

const contentTypes = {
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  json: 'application/json-patch+json',
};
const strictly = { fieldValidation: 'Strict' };

export function createWrite(connection: Pick<Connection, 'request'>): Write {
  return {
    create: (collection, object, options) =>
      connection.request('POST', collection, {
        ...asked(options, strictly),
        body: object,
      }),
    apply: (path, object, options) =>
      connection.request('PATCH', path, {
        ...asked(options, { force: 'false', ...strictly }),
        // JSON is YAML.
        headers: { contentType: 'application/apply-patch+yaml' },
        body: object,
      }),
    patch: (path, { type, body, strict }, options) =>
      connection.request('PATCH', path, {
        ...asked(options, strict ? strictly : {}),
        headers: { contentType: contentTypes[type] },
        body,
      }),
    delete: (path, which, { dryRun, ...options } = {}) =>
      connection.request('DELETE', path, {
        ...who(options),
        ...(dryRun && { query: { dryRun: 'All' } }),
        body: deleteOptions(which),
      }),
    evict: ({ namespace, name, uid }, options) =>
      connection.request(
        'POST',
        apiPath([
          'api',
          'v1',
          'namespaces',
          namespace,
          'pods',
          name,
          'eviction',
        ]),
        {
          ...asked(options),
          body: {
            apiVersion: 'policy/v1',
            kind: 'Eviction',
            metadata: { name, namespace },
            deleteOptions: deleteOptions({ uid }),
          },
        },
      ),
  };
}

const who = ({ as, signal, beforeSend }: Who) => ({
  ...(as && { as }),
  ...(signal && { signal }),
  ...(beforeSend && { beforeSend }),
});

const asked = (
  { fieldManager = 'paddock', dryRun, ...rest }: WriteOptions = {},
  query: Record<string, string> = {},
): RequestOptions => ({
  ...who(rest),
  query: { fieldManager, ...query, ...(dryRun && { dryRun: 'All' }) },
});

const deleteOptions = ({ uid, resourceVersion, propagation }: Deletion) => ({
  apiVersion: 'v1',
  kind: 'DeleteOptions',
  ...((uid ?? resourceVersion) !== undefined && {
    preconditions: {
      ...(uid !== undefined && { uid }),
      ...(resourceVersion !== undefined && { resourceVersion }),
    },
  }),
  ...(propagation && { propagationPolicy: propagation }),
});
