import { randomUUID } from 'node:crypto';
import type { EffectObject } from '@paddock/backstage-plugin-paddock-common';
import { KubeError, Unreachable } from '../../src/kube/connection/errors';
import type {
  Act,
  ObjectRef,
  Present,
  Provision,
} from '../../src/kube/write/provision';

export interface MemoryCluster {
  provision: Provision;
  /** Everything that is there, by kind, namespace and name. */
  readonly objects: Map<string, Present>;
  /** What has been written, oldest first: `create Namespace/pay`. */
  readonly writes: string[];
  /** What a finalizer holds, by kind, namespace and name: until it is dropped it is only on its way out. */
  readonly held: Set<string>;
  /** Nobody answers. */
  away: boolean;
  /** Says no to a write in its place. */
  refuses?: (what: string) => KubeError | undefined;
  /** Called after each write: what controllers would do then. */
  after?: (what: string) => void;
  /** Puts something there as somebody else would. */
  put(object: EffectObject): Present;
  /** Takes something away as somebody else would. */
  drop(ref: Pick<ObjectRef, 'kind' | 'metadata'>): void;
}

const keyOf = ({ kind, metadata }: Pick<ObjectRef, 'kind' | 'metadata'>) =>
  [kind, metadata.namespace, metadata.name].filter(Boolean).join('/');

/** What others have set in an object stays. */
const over = (before: EffectObject, object: EffectObject): EffectObject => ({
  ...before,
  ...object,
  ...(object.spec !== undefined && {
    spec: { ...(before.spec as object), ...(object.spec as object) },
  }),
});

/** A cluster in memory, as far as provisioning looks at one: no controllers, no defaults, and nothing is in between. */
export function createMemoryCluster(): MemoryCluster {
  const objects = new Map<string, Present>();
  const writes: string[] = [];
  let version = 1;

  const cluster: MemoryCluster = {
    provision: createProvision(),
    objects,
    writes,
    held: new Set(),
    away: false,
    put: object => store(object),
    drop: ref => drop(ref),
  };

  function store(object: EffectObject, uid: string = randomUUID()): Present {
    version += 1;
    const resourceVersion = `${version}`;
    const metadata = { ...object.metadata, uid, resourceVersion };
    const found = { uid, resourceVersion, object: { ...object, metadata } };
    objects.set(keyOf(object), found);
    return found;
  }

  /** A namespace takes along whatever is in it. */
  function drop(ref: Pick<ObjectRef, 'kind' | 'metadata'>) {
    objects.delete(keyOf(ref));
    if (ref.kind !== 'Namespace') return;
    for (const [key, { object }] of [...objects]) {
      if (object.metadata.namespace === ref.metadata.name) objects.delete(key);
    }
  }

  function reach() {
    if (cluster.away) throw new Unreachable('nobody answers');
  }

  function send(what: string, ref: ObjectRef, act?: Act) {
    act?.signal?.throwIfAborted();
    act?.beforeSend?.();
    reach();
    const refusal = cluster.refuses?.(what);
    if (refusal) throw refusal;
    const { namespace } = ref.metadata;
    if (namespace && !objects.has(`Namespace/${namespace}`)) {
      throw new KubeError(404, 'NotFound', {
        message: `namespaces "${namespace}" not found`,
      });
    }
  }

  function createProvision(): Provision {
    const write = (verb: string, ref: ObjectRef, act?: Act) => {
      const what = `${verb} ${keyOf(ref)}`;
      send(what, ref, act);
      writes.push(what);
    };
    return {
      async get(ref) {
        reach();
        return objects.get(keyOf(ref));
      },
      async list({ kind }, { labelSelector, namespace }) {
        reach();
        const [label = '', value] =
          labelSelector.split(',').at(-1)?.split('=') ?? [];
        return [...objects.values()].filter(
          ({ object: { kind: its, metadata } }) =>
            its === kind &&
            (namespace === undefined || metadata.namespace === namespace) &&
            metadata.labels?.[label] !== undefined &&
            (value === undefined || metadata.labels[label] === value),
        );
      },
      async create(object, act) {
        if (objects.has(keyOf(object))) return { state: 'exists' };
        write('create', object, act);
        const found = store(object);
        cluster.after?.(writes.at(-1) ?? '');
        return { state: 'created', found };
      },
      async apply(object, on, act) {
        const before = objects.get(keyOf(object));
        if (before?.resourceVersion !== on.resourceVersion) {
          return { state: 'stale' };
        }
        write('change', object, act);
        const merged = over(before.object, object);
        return { state: 'applied', found: store(merged, before.uid) };
      },
      async remove(ref, { uid }, act) {
        const before = objects.get(keyOf(ref));
        if (!before) return 'gone';
        if (before.uid !== uid) return 'replaced';
        write('remove', ref, act);
        if (cluster.held.has(keyOf(ref))) {
          const deletedAt = new Date().toISOString();
          objects.set(keyOf(ref), { ...before, deletedAt });
          return 'gone';
        }
        drop(ref);
        return 'gone';
      },
      async dryRun(object) {
        reach();
        const before = objects.get(keyOf(object));
        const { uid, resourceVersion } = before ?? {};
        const metadata = { ...object.metadata, uid, resourceVersion };
        const merged = before ? over(before.object, object) : object;
        return { state: 'accepted', object: { ...merged, metadata } };
      },
      async dryRunCreate(object) {
        reach();
        return JSON.stringify(object).includes('"privileged":true')
          ? { state: 'refused', status: 403, message: 'violates PodSecurity' }
          : { state: 'accepted', object };
      },
      mayApply: async () => true,
      async token({ namespace, serviceAccount }, act) {
        act?.beforeSend?.();
        reach();
        if (objects.has(`ServiceAccount/${namespace}/${serviceAccount}`)) {
          return 'token';
        }
        throw new KubeError(404, 'NotFound', {
          message: `serviceaccounts "${serviceAccount}" not found`,
        });
      },
      async retain({ volume, claimUid }, act) {
        const found = objects.get(`PersistentVolume/${volume}`);
        if (!found) return 'absent';
        const spec = found.object.spec as { claimRef?: { uid?: string } };
        if (spec.claimRef?.uid !== claimUid) return 'foreign';
        write('retain', found.object, act);
        const kept = { ...spec, persistentVolumeReclaimPolicy: 'Retain' };
        store({ ...found.object, spec: kept }, found.uid);
        return 'retained';
      },
    };
  }
  return cluster;
}
