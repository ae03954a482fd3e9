/** A Kubernetes object as the fake API server keeps it. */
export interface FakeObject {
  apiVersion?: string;
  kind?: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    [key: string]: unknown;
  };
  [key: string]: unknown;
}

export interface FakeEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: string;
  version: number;
  object: FakeObject;
}

const keyOf = ({
  name,
  namespace = '',
}: {
  name: string;
  namespace?: string;
}) => `${namespace}/${name}`;

/** Objects, their history and one version counter, as etcd has them. */
export class FakeStore {
  version = 1000;
  /** Watches from before this version get 410. */
  compacted = 0;
  readonly history: FakeEvent[] = [];
  private readonly objects = new Map<string, Map<string, FakeObject>>();
  private readonly listeners = new Set<(event: FakeEvent) => void>();
  private uids = 0;

  /** Creates or replaces. `resource` is the plural, like `pods`. */
  put(resource: string, object: FakeObject): FakeObject {
    const all = this.of(resource);
    const key = keyOf(object.metadata);
    const before = all.get(key);
    this.version += 1;
    const stored: FakeObject = {
      ...object,
      metadata: {
        creationTimestamp: '2026-01-01T00:00:00Z',
        ...object.metadata,
        uid:
          object.metadata.uid ?? before?.metadata.uid ?? `uid-${++this.uids}`,
        resourceVersion: String(this.version),
      },
    };
    all.set(key, stored);
    this.tell({
      type: before ? 'MODIFIED' : 'ADDED',
      resource,
      version: this.version,
      object: stored,
    });
    return stored;
  }

  remove(resource: string, name: string, namespace?: string) {
    const all = this.of(resource);
    const key = keyOf({ name, namespace });
    const before = all.get(key);
    if (!before) throw new Error(`There is no ${key} to remove`);
    all.delete(key);
    this.version += 1;
    const metadata = {
      ...before.metadata,
      resourceVersion: String(this.version),
    };
    const object = { ...before, metadata };
    this.tell({ type: 'DELETED', resource, version: this.version, object });
  }

  get(resource: string, name: string, namespace?: string) {
    return this.of(resource).get(keyOf({ name, namespace }));
  }

  list(resource: string): FakeObject[] {
    return [...this.of(resource).values()];
  }

  /** Everything changes without an event, as in a restore from a backup. */
  restore(version: number, resource: string, objects: FakeObject[]) {
    this.version = version;
    this.history.length = 0;
    const all = this.of(resource);
    all.clear();
    for (const object of objects) all.set(keyOf(object.metadata), object);
  }

  onEvent(listener: (event: FakeEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private of(resource: string): Map<string, FakeObject> {
    const known = this.objects.get(resource) ?? new Map<string, FakeObject>();
    this.objects.set(resource, known);
    return known;
  }

  private tell(event: FakeEvent) {
    this.history.push(event);
    for (const listener of this.listeners) listener(event);
  }
}
