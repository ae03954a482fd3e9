import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type {
  ConfigMapDetail,
  ConfigMapList,
  VolumeList,
  WorkloadActs,
  WorkloadConfig,
  WorkloadNetwork,
  WorkloadReasons,
} from '../../plugins/paddock-common/src/index.ts';
import { manifest, pathIn, startAskedPortal } from './world/askedPortal.ts';
import {
  describeIdleServices,
  describeReach,
  routeAddresses,
} from './world/backend.ts';
import { load } from '../source.ts';
import { describeYamlStrings } from './surroundings/yamlStrings.ts';
import { until } from './world/watching.ts';

// Situations around workloads that are easily told wrongly: routes, volumes, configuration, who keeps an object. They are
// put up on the embedded control plane, and the portal is asked by HTTP.

const { keepLineEnds } = load(
  './sources/lineEnds',
) as typeof import('../sources/lineEnds');

let world: Awaited<ReturnType<typeof startAskedPortal>>;

before(async () => {
  world = await startAskedPortal();
});

after(() => world?.stop());

const links = ({ routes }: WorkloadNetwork) =>
  routes
    .flatMap(routeAddresses)
    .map(({ text, opens, isPattern = false }) => ({ text, opens, isPattern }));

describe('how a workload is reached, on a real control plane', () => {
  it('a path that is a pattern is no link, and no other host borrows a certificate', async () => {
    const of = 'ingress-paths';
    await world.apply(of);
    await world.patchStatus(of, 'ingress/shop', {
      loadBalancer: { ingress: [{ ip: '192.0.2.7' }] },
    });
    const network = await world.until<WorkloadNetwork>(
      [of, 'workloads/Deployment/shop/network'],
      ({ routes }) => routes[0]?.addresses.length === 1,
    );
    assert.deepEqual(links(network), [
      {
        text: 'http://shop.example.test/api(/|$)(.*)',
        opens: false,
        isPattern: true,
      },
      { text: 'http://shop.example.test/*', opens: false, isPattern: true },
      { text: 'http://192.0.2.7/', opens: true, isPattern: false },
    ]);
  });

  it('an HTTPRoute leads here only by its namespace, and answers only where it is accepted', async () => {
    const of = 'http-routes';
    await world.apply('http-route-kind');
    await world.kubectl([
      ...['wait', '--for=condition=Established', '--timeout=30s'],
      'crd/httproutes.gateway.networking.k8s.io',
    ]);
    await world.apply(of);
    const parent = (condition: object) => ({
      parents: [
        {
          parentRef: { name: 'edge', namespace: 'gateways' },
          controllerName: 'gateways.example/edge',
          conditions: [
            { lastTransitionTime: '2026-01-01T00:00:00Z', ...condition },
          ],
        },
      ],
    });
    await world.patchStatus(
      of,
      'httproute/not-accepted',
      parent({
        type: 'Accepted',
        status: 'False',
        reason: 'NotAllowedByListeners',
        message: 'no listener allows it',
      }),
    );
    await world.patchStatus(
      of,
      'httproute/accepted',
      parent({ type: 'Accepted', status: 'True', reason: 'Accepted' }),
    );
    const network = await world.until<WorkloadNetwork>(
      [of, 'workloads/Deployment/api/network'],
      ({ routes }) => routes.length > 0,
    );
    assert.deepEqual(
      network.routes.map(({ name, state }) => [name, state?.is]),
      [
        ['accepted', 'accepted'],
        ['not-accepted', 'rejected'],
      ],
    );
    assert.deepEqual(links(network), [
      { text: 'http://open.example.test/', opens: true, isPattern: false },
      { text: 'http://ours.example.test/', opens: false, isPattern: false },
    ]);
    const rejected = network.problems.find(({ is }) => is === 'route-rejected');
    assert.match(JSON.stringify(rejected), /no listener allows it/);
  });

  it('a load balancer without an address, a wrong port name and a Service of nobody are said', async () => {
    const of = 'services';
    await world.apply(of);
    const network = await world.until<WorkloadNetwork>(
      [of, 'workloads/Deployment/web/network'],
      ({ problems, idle }) =>
        idle.length > 0 && problems.every(({ is }) => is !== 'no-endpoint'),
    );
    const names = network.services.map(({ name }) => name);
    assert.deepEqual(names.sort(), [
      'balanced',
      'by-node',
      'port-mismatch',
      'wrong-number',
    ]);
    const balanced = network.services.find(({ name }) => name === 'balanced');
    assert.ok(Date.parse(balanced?.pendingSince ?? ''));
    assert.deepEqual(balanced?.external, []);
    assert.deepEqual(network.problems.map(({ is }) => is).sort(), [
      'load-balancer-pending',
      'port-not-declared',
    ]);
    assert.match(describeReach('web', network), /leads to the port "web"/);
    assert.equal(
      describeIdleServices(network),
      'The Service selects-nothing (app=webb) of this namespace selects no pod.',
    );
  });
});

describe('claims that wait, on a real control plane', () => {
  it('say who should make the volume, or what their pod waits for', async () => {
    const of = 'pending-claims';
    await world.apply(of);
    await world.until<VolumeList>([of, 'volumes'], ({ volumes }) => {
      const because = Object.fromEntries(
        volumes.map(each => [each.name, `${each.state}: ${each.because}`]),
      );
      return (
        /^pending: It waits for its provisioner, storage\.example\/never/.test(
          because['nobody-makes-it'] ?? '',
        ) &&
        /^pending: It waits until its pod is scheduled: too-big-/.test(
          because['pod-cannot-run'] ?? '',
        )
      );
    });
  });

  it('belong to the pod whose ephemeral volume they are', async () => {
    const of = 'ephemeral-volume';
    await world.apply(of);
    const { volumes } = await world.until<VolumeList>([of, 'volumes'], list =>
      /provisioner, storage\.example\/never/.test(
        list.volumes[0]?.because ?? '',
      ),
    );
    assert.equal(volumes[0]?.state, 'pending');
    assert.match(
      volumes[0]?.mountedBy?.map(({ pod }) => pod).join() ?? '',
      /^scratcher-/,
    );
    const { findings } = await world.until<WorkloadReasons>(
      [of, 'workloads/Deployment/scratcher/reasons'],
      answer => answer.findings.some(({ because }) => because.length > 0),
    );
    const claim = volumes[0]?.name;
    assert.deepEqual(
      findings.map(({ summary, because }) => [
        summary,
        ...because.map(each => each.summary),
      ]),
      [
        [
          'the claim of an ephemeral volume of its pods is not bound to a volume yet',
          `the claim ${claim} waits for its provisioner`,
        ],
      ],
    );
  });
});

describe('configuration, on a real control plane', () => {
  it('whose label alone has changed is old nowhere', async () => {
    const of = 'config-map-label-only';
    await world.apply(of);
    const path = 'workloads/Deployment/reader/config';
    const values = ({ items }: WorkloadConfig) =>
      (items[0]?.pods ?? []).map(({ value }) => value.has).join();
    // Nothing is told of pods that started within 2 s of the change.
    await until('pods have started well after it', async () => {
      await world.kubectl([
        '-n',
        of,
        'rollout',
        'restart',
        'deployment/reader',
      ]);
      await world.kubectl(['-n', of, 'rollout', 'status', 'deployment/reader']);
      return (
        values(await world.get<WorkloadConfig>(of, path)) === 'current,current'
      );
    });
    const text = await manifest(of);
    // The cluster keeps one time for all that kubectl has set: neither an old value nor a current one is claimed.
    await until('a change of labels is told as what it may be', async () => {
      await world.kubectl(
        ['apply', '-f', '-'],
        text.replace('settings-1.0.0', `settings-${Date.now()}`),
      );
      const config = await world.get<WorkloadConfig>(of, path);
      assert.doesNotMatch(values(config), /old/);
      const pods = config.items[0]?.pods ?? [];
      return pods.every(
        ({ value }) =>
          value.has === 'unknown' &&
          /these values, or labels or other keys only, is not recorded/.test(
            value.because,
          ),
      );
    });
    const list = await world.get<ConfigMapList>(of, 'config-maps');
    assert.equal(list.items.find(each => each.name === 'settings')?.oldPods, 0);
    // Whoever keeps the data alone has changed the data.
    await until('a change of the data is told', async () => {
      await world.kubectl([
        ...['-n', of, 'patch', 'configmap/settings', '--type=merge'],
        ...['-p', JSON.stringify({ data: { LEVEL: `${Date.now()}` } })],
      ]);
      return values(await world.get<WorkloadConfig>(of, path)) === 'old,old';
    });
  });

  it('keeps its line ends but for the line that was edited', async () => {
    const of = 'mixed-line-ends';
    await world.apply(of, '--server-side', '--field-manager=paddock-config');
    const before = await world.get<ConfigMapDetail>(of, 'config-maps/ends');
    const mixed = before.entries.find(({ key }) => key === 'mixed')?.text;
    // A browser's text area has line feeds only.
    const typed = `${mixed}`.replace(/\r\n?/g, '\n').replace('unix', 'edited');
    const { status, body } = await world.ask(
      'PUT',
      pathIn(of, 'config-maps/ends'),
      {
        uid: before.uid,
        resourceVersion: before.resourceVersion,
        set: [
          { as: 'text', key: 'mixed', text: keepLineEnds(`${mixed}`, typed) },
        ],
        remove: [],
      },
    );
    assert.equal(status, 202, JSON.stringify(body));
    const { data } = JSON.parse(
      await world.kubectl(['-n', of, 'get', 'configmap', 'ends', '-o', 'json']),
    ) as { data: Record<string, string> };
    assert.deepEqual(data, {
      mixed: 'dos\r\nedited\nold-mac\rend\n',
      dos: 'a\r\nb\r\n',
      'no-end': 'last line without an end',
      spaces: 'trailing   \n\n\n',
    });
  });
});

describe('who keeps an object, on a real control plane', () => {
  const of = 'argo-cd-tracking';
  const acts = async (name: string) =>
    (await world.get<WorkloadActs>(of, `workloads/Deployment/${name}/acts`))
      .acts;
  const mayEdit = async (name: string) =>
    (await world.get<ConfigMapDetail>(of, `config-maps/${name}`)).may;

  before(() => world.apply(of));

  it('is not who keeps its parent', async () => {
    await world.until<WorkloadActs>(
      [of, 'workloads/Deployment/copied/acts'],
      answer => answer.acts.restart.state === 'possible',
    );
    const { restart, pause, scale } = await acts('copied');
    for (const act of [restart, pause, scale])
      assert.deepEqual(act, { state: 'possible' });
    assert.deepEqual(await mayEdit('copied'), {
      edit: { state: 'possible' },
      remove: { state: 'possible' },
    });
  });

  it('is the application that its own id names, in whatever namespace that is', async () => {
    const { restart, scale } = await acts('tracked');
    const elsewhere = (name: string) => ({
      state: 'elsewhere',
      owner: { tool: 'Argo CD', name },
    });
    assert.deepEqual(restart, elsewhere('team-a/shop'));
    assert.deepEqual(scale, elsewhere('team-a/shop'));
    assert.deepEqual(await mayEdit('tracked'), {
      edit: elsewhere('shop'),
      remove: elsewhere('shop'),
    });
  });
});

describeYamlStrings(() => world);
