import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Effects,
  RequestSpec,
  RequestState,
} from '@paddock/backstage-plugin-paddock-common';
import type {
  Reconciler,
  ReconcilerTiming,
} from '../src/reconcile/startReconciler';
import {
  type ReconcilerParts,
  startRequestReconciler,
} from '../src/requests/reconcile/reconcile';
import type { Clock } from '../src/reconcile/heldLease';
import type { News } from '../src/requests/notify';
import type { RequestStore } from '../src/requests/store/store';
import { type AuditedEvent, createFakeAuditor } from './fakeAuditor';
import {
  createMemoryCluster,
  type MemoryCluster,
} from './clusters/memoryCluster';
import { openMemoryStore } from './memoryStore';
import { createMemoryVault, type MemoryVault } from './vault/memoryVault';
import {
  sampleAmounts,
  sampleBudget,
  sampleEffects,
  sampleRevision,
  sampleSubmission,
} from './sampleRequests';
import { createSilentLogger } from './silentLogger';

const timing: ReconcilerTiming = { leaseMs: 5_000, pollMs: 10, atOnce: 4 };
// What a dead process held is free soon.
const short: ReconcilerTiming = { ...timing, leaseMs: 200 };

/** A reconciler with a real store, and a cluster and a Vault in memory. */
export interface Bench {
  store: RequestStore;
  cluster: MemoryCluster;
  vault: MemoryVault;
  news: News[];
  logged: string[];
  /** What Backstage's auditor was told. */
  audited: AuditedEvent[];
  settings: ReconcilerParts['settings'];
  /** Begins to work; the parts may be overridden. */
  start(
    over?: Partial<ReconcilerParts>,
    options?: { clock?: Clock; timing?: ReconcilerTiming },
  ): Reconciler;
  /** The same, without an end: for a process that is going to die. */
  startAside(over: Partial<ReconcilerParts>): void;
  parts(): ReconcilerParts;
  /** Asks for what the rules let pass. */
  ask(spec: RequestSpec, effects?: (all: Effects) => Effects): Promise<string>;
  becomes(id: string, state: RequestState): Promise<void>;
  until(what: string, holds: () => Promise<boolean>): Promise<void>;
  /** Lets time pass, as far as the database knows. */
  pass(days: number): Promise<void>;
  story(id: string): Promise<string[]>;
  stop(): Promise<void>;
}

export async function openBench(): Promise<Bench> {
  const logger = createSilentLogger();
  const { store, knex, close } = await openMemoryStore(logger);
  const cluster = createMemoryCluster();
  const vault = createMemoryVault();
  const audited: Bench['audited'] = [];
  const auditor = createFakeAuditor(audited);
  const reconcilers = new Set<Reconciler>();
  const news: News[] = [];
  const settings: ReconcilerParts['settings'] = {
    driftSeconds: 3_600,
    drift: 'mend',
    waitingDays: 14,
    warningDays: 7,
    budgetOf: () => sampleBudget,
  };
  const where = { name: 'local', provision: cluster.provision };

  const bench: Bench = {
    store,
    cluster,
    vault,
    news,
    logged: logger.lines,
    audited,
    settings,
    parts: () => ({
      store,
      vault,
      settings,
      logger,
      clusters: {
        get: name => (name === where.name ? where : undefined),
        all: () => [where],
      },
      policiesAre: () => 'enforced',
      amountsOf: () => sampleAmounts,
      mayWork: async () => true,
      notify: each => news.push(each),
      auditor,
    }),
    start(over = {}, options = {}) {
      const parts = { ...bench.parts(), ...over };
      const reconciler = startRequestReconciler(parts, { timing, ...options });
      reconcilers.add(reconciler);
      return reconciler;
    },
    startAside(over) {
      startRequestReconciler({ ...bench.parts(), ...over }, { timing: short });
    },
    async ask(spec, effects = all => all) {
      const id = randomUUID();
      const revision = sampleRevision(
        id,
        spec,
        effects(sampleEffects(id, spec)),
      );
      const { row } = await store.create({
        revision,
        submission: sampleSubmission,
      });
      expect(row.state).toBe('making');
      return id;
    },
    async becomes(id, state) {
      const now = async () => (await store.get(id))?.state;
      await bench
        .until(`it is ${state}`, async () => (await now()) === state)
        .catch(async error => {
          const told = [...(await bench.story(id)), ...logger.lines];
          throw new Error(
            `${error.message}; it is ${await now()}:\n${told.join('\n')}`,
          );
        });
    },
    async until(what, holds) {
      const end = Date.now() + 4_000;
      while (!(await holds())) {
        if (Date.now() > end) throw new Error(`Waited in vain until ${what}`);
        await sleep(5);
      }
    },
    async pass(days) {
      const ms = days * 86_400_000;
      await knex('requests').update({
        created_at: knex.raw('created_at - ?', [ms]),
        expires_at: knex.raw('expires_at - ?', [ms]),
        look_at: knex.raw('look_at - ?', [ms]),
      });
      await knex('request_revisions').update({ at: knex.raw('at - ?', [ms]) });
    },
    story: async id =>
      (await store.timeline(id)).map(({ kind, text }) => `${kind}: ${text}`),
    async stop() {
      await Promise.all([...reconcilers].map(reconciler => reconciler.stop()));
      await close();
    },
  };
  return bench;
}
