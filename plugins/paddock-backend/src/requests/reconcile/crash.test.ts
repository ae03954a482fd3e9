import type { RequestSpec } from '@paddock/backstage-plugin-paddock-common';
import { type Bench, openBench } from '../../../testing/requestsBench';
import {
  namespaceSpec,
  sampleEffects,
  sampleRevision,
  secretSpec,
  volumeSpec,
  sampleSubmission,
} from '../../../testing/sampleRequests';
import { crashPoints } from './crashPoints';
import type { ReconcilerParts } from './job';
import { requestOf } from '../marks';

let bench: Bench;
let killed: string[];

beforeEach(async () => {
  bench = await openBench();
  killed = [];
});
afterEach(async () => {
  delete process.env.PADDOCK_CRASH_AT;
  jest.restoreAllMocks();
  await bench.stop();
});

/** A process that is dead does nothing any more: from the crash on, whatever it asks for never comes. */
function mortal(): { parts: Partial<ReconcilerParts>; die(): void } {
  let dead = false;
  const never = new Promise<never>(() => {});
  const wrap = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(of, name) {
        const value = Reflect.get(of, name) as unknown;
        if (typeof value === 'object' && value !== null) return wrap(value);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (dead) return never;
          const answer = value.apply(of, args) as unknown;
          return answer instanceof Promise
            ? answer.then(each => (dead ? never : each))
            : answer;
        };
      },
    });
  const { store, vault, clusters } = bench.parts();
  return {
    parts: {
      store: wrap(store),
      vault: vault && wrap(vault),
      clusters: wrap(clusters),
    },
    die() {
      dead = true;
    },
  };
}

/** The process ends at this point, and another one begins. */
function startMortal(point: string) {
  const { parts, die } = mortal();
  process.env.PADDOCK_CRASH_AT = point;
  jest.spyOn(process, 'kill').mockImplementation((_, signal) => {
    killed.push(`${signal}`);
    delete process.env.PADDOCK_CRASH_AT;
    die();
    bench.start();
    throw new Error('the process is dead');
  });
  // It never stops by itself: what it waits for does not come.
  bench.startAside(parts);
}

const put = (kind: string, name: string, rest: object = {}) =>
  bench.cluster.put({
    apiVersion: 'v1',
    kind,
    metadata: { name, ...(kind === 'ServiceAccount' && { namespace: 'pay' }) },
    ...rest,
  });

/** The controllers that give a claim its volume. */
function bindClaims() {
  const { cluster } = bench;
  cluster.after = what => {
    if (what !== 'create PersistentVolumeClaim/pay/data') return;
    const claim = cluster.objects.get('PersistentVolumeClaim/pay/data')!;
    put('PersistentVolume', 'disk', {
      spec: {
        claimRef: { uid: claim.uid },
        persistentVolumeReclaimPolicy: 'Delete',
      },
    });
    cluster.objects.set('PersistentVolumeClaim/pay/data', {
      ...claim,
      object: {
        ...claim.object,
        spec: { ...(claim.object.spec as object), volumeName: 'disk' },
        status: { phase: 'Bound' },
      },
    });
  };
}

/** What is there before the request is. */
function prepare(kind: RequestSpec['kind']): RequestSpec {
  if (kind === 'namespace') return namespaceSpec('pay');
  put('Namespace', 'pay');
  put('ServiceAccount', 'app');
  if (kind === 'secret') return secretSpec('pay', 'db');
  bindClaims();
  return { ...volumeSpec('pay', 'data'), retain: true };
}

const ours = (id: string) =>
  [...bench.cluster.objects.values()].filter(
    ({ object }) => requestOf(object) === id,
  );

/** Every effect was intended before it happened, and happened once. */
async function assertRecorded(id: string) {
  const lines = await bench.store.audit.search({ requestId: id, limit: 200 });
  const intended = lines.filter(({ phase }) => phase === 'intended');
  const acts = [...bench.cluster.writes, ...bench.vault.writes];
  expect(new Set(acts).size).toBe(acts.length);
  expect(intended.length).toBeGreaterThanOrEqual(acts.length);
  expect((await bench.store.audit.verify()).broken).toBeUndefined();
}

const kinds = ['namespace', 'secret', 'volume'] as const;

describe.each(kinds)('a %s outlives the end of the process', kind => {
  it.each(crashPoints[kind])('at %s', async point => {
    const spec = prepare(kind);
    startMortal(point);
    const id = await bench.ask(spec);
    await bench.becomes(id, 'live');
    const wanted = sampleEffects(id, spec);
    expect(ours(id)).toHaveLength(wanted.objects.length);
    expect(bench.vault.policies.size).toBe(wanted.vault.length > 0 ? 1 : 0);

    await bench.store.move({ id, from: ['live'], to: 'removing' });
    await bench.becomes(id, 'removed');
    expect(ours(id)).toEqual([]);
    const { policies, roles, paths } = bench.vault;
    expect([policies.size, roles.size, paths.size]).toEqual([0, 0, 0]);
    expect(await bench.store.granted(spec.team)).toMatchObject({ pods: 0 });
    await assertRecorded(id);
    expect(killed).toEqual(['SIGKILL']);
  });
});

describe('a change outlives the end of the process', () => {
  it.each(crashPoints.change)('at %s', async point => {
    const first = bench.start();
    const spec = namespaceSpec('pay');
    const id = await bench.ask(spec);
    await bench.becomes(id, 'live');
    await first.stop();

    const { objects: all, vault } = sampleEffects(id, spec);
    const objects = all
      .filter(({ metadata }) => metadata.name !== 'allow-dns')
      .map(each =>
        each.kind === 'ResourceQuota' ? { ...each, spec: { hard: {} } } : each,
      );
    const revision = sampleRevision(id, spec, { objects, vault });
    startMortal(point);
    await bench.store.revise({
      revision,
      expected: 1,
      submission: sampleSubmission,
    });
    await bench.becomes(id, 'live');
    expect(ours(id)).toHaveLength(objects.length);
    await assertRecorded(id);
    expect(killed).toEqual(['SIGKILL']);
  });
});

describe('a process that was paused', () => {
  it('writes nothing under the lease that it had', async () => {
    const time = { monotonic: 0, wall: 0 };
    process.env.PADDOCK_CRASH_AT = 'intended:create-limit-range';
    process.env.PADDOCK_CRASH_BY = 'SIGSTOP';
    jest.spyOn(process, 'kill').mockImplementation((_, signal) => {
      killed.push(`${signal}`);
      time.monotonic += 60_000;
      delete process.env.PADDOCK_CRASH_AT;
      delete process.env.PADDOCK_CRASH_BY;
      return true;
    });
    bench.start({}, { clock: { now: () => ({ ...time }) } });
    const id = await bench.ask(namespaceSpec('pay'));
    await bench.becomes(id, 'live');

    expect(killed).toEqual(['SIGSTOP']);
    const lines = await bench.store.audit.search({
      requestId: id,
      event: 'create-limit-range',
      limit: 10,
    });
    expect(
      lines.reverse().map(({ phase, detail }) => [phase, detail.fence]),
    ).toEqual([
      ['intended', 1],
      ['failed', 1],
      ['intended', 2],
      ['done', 2],
    ]);
    expect(
      bench.cluster.objects.get('LimitRange/pay/defaults')?.object.metadata
        .annotations,
    ).toEqual({ 'paddock.internal/fence': '2' });
    await assertRecorded(id);
  });
});
