import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, beforeEach } from 'node:test';
import {
  type RunningVault,
  startVaultBeside,
} from '../../../packages/local/src/vault/startVault.ts';
import type { Provision } from '../../../plugins/paddock-backend/src/kube/write/provision.ts';
import type { RequestState } from '../../../plugins/paddock-common/src/requests/lifecycle.ts';
import type { Effects } from '../../../plugins/paddock-common/src/requests/plan.ts';
import type { RequestSpec } from '../../../plugins/paddock-common/src/requests/spec.ts';
import { type Connection, createSilentLogger } from './backend.ts';
import { type ControlPlane, startControlPlane } from './controlPlane.ts';
import {
  createFakeAuditor,
  openProvision,
  openMemoryStore,
  openVault,
  sampleAmounts,
  sampleBudget,
  sampleEffects,
  sampleRevision,
  sampleSubmission,
  startRequestReconciler,
} from './requesting.ts';
import { connectAsPortal, until } from './watching.ts';

type Opened = Awaited<ReturnType<typeof openMemoryStore>>;

const storageClasses = `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: quick }
provisioner: paddock.internal/none
volumeBindingMode: Immediate
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: patient }
provisioner: paddock.internal/none
volumeBindingMode: WaitForFirstConsumer
`;

export const ref = (kind: string, name: string, namespace?: string) => ({
  apiVersion:
    {
      NetworkPolicy: 'networking.k8s.io/v1',
      RoleBinding: 'rbac.authorization.k8s.io/v1',
    }[kind] ?? 'v1',
  kind,
  metadata: { name, ...(namespace ? { namespace } : {}) },
});

/** A real control plane and Vault, filled before the first test; a store and a reconciler of its own for each test. */
export class RequestWorld {
  controlPlane!: ControlPlane;
  portal!: Provision;
  runningVault!: RunningVault;
  vault!: ReturnType<typeof openVault>;
  reconciler!: ReturnType<typeof startRequestReconciler>;
  drift: 'mend' | 'report' = 'mend';
  #connection?: Connection;
  #opened!: Opened;
  #logger!: ReturnType<typeof createSilentLogger>;

  get store() {
    return this.#opened.store;
  }

  async start() {
    this.controlPlane = await startControlPlane(1);
    const { platform, cluster } = this.controlPlane;
    this.runningVault = await startVaultBeside(platform, cluster);
    this.#connection = await connectAsPortal(cluster);
    this.portal = openProvision(this.#connection);
    await cluster.kubectl(['apply', '-f', '-'], storageClasses);
  }

  async stop() {
    this.#connection?.close();
    await this.controlPlane?.stop();
  }

  async open() {
    this.drift = 'mend';
    this.#logger = createSilentLogger();
    this.vault = openVault(this.runningVault, this.#logger);
    this.#opened = await openMemoryStore(this.#logger);
    this.startReconciler();
  }

  async close() {
    await this.reconciler.stop();
    this.vault.stop();
    await this.#opened.close();
  }

  startReconciler() {
    const { portal } = this;
    const drift = () => this.drift;
    this.reconciler = startRequestReconciler({
      store: this.store,
      vault: this.vault,
      logger: this.#logger,
      settings: {
        driftSeconds: 3_600,
        waitingDays: 14,
        warningDays: 7,
        budgetOf: () => sampleBudget,
        get drift() {
          return drift();
        },
      },
      clusters: {
        get: name => (name === 'local' ? { provision: portal } : undefined),
        all: () => [{ name: 'local', provision: portal }],
      },
      policiesAre: () => 'enforced',
      amountsOf: () => sampleAmounts,
      mayWork: async () => true,
      notify: () => {},
      auditor: createFakeAuditor([]),
    });
  }

  /** Asks for it, and has it decided at once. */
  async ask(
    spec: RequestSpec,
    effects: (all: Effects) => Effects = all => all,
  ): Promise<string> {
    const id = randomUUID();
    const revision = sampleRevision(id, spec, effects(sampleEffects(id, spec)));
    await this.store.create({ revision, submission: sampleSubmission });
    return id;
  }

  /** @throws with how it is, its timeline and the log, when it does not become so in time */
  async becomes(id: string, state: RequestState, withinMs = 30_000) {
    let last = '';
    const isSo = async () => {
      const row = await this.store.get(id);
      last = `${row?.state}: ${row?.waitsFor ?? row?.attention ?? ''}`;
      return row?.state === state;
    };
    await until(`it is ${state}`, isSo, withinMs).catch(async error => {
      const story = (await this.store.timeline(id)).map(({ text }) => text);
      const lines = [...story, ...this.#logger.lines].join('\n');
      assert.fail(`${error.message}; it is ${last}\n${lines}`);
    });
    const row = await this.store.get(id);
    assert.ok(row);
    return row;
  }

  async told(id: string) {
    return (await this.store.timeline(id)).map(({ kind }) => kind);
  }
}

/** Starts and ends it around everything in the file that calls this. */
export function openRequestWorld(): RequestWorld {
  const world = new RequestWorld();
  before(() => world.start());
  after(() => world.stop());
  beforeEach(() => world.open());
  afterEach(() => world.close());
  return world;
}
