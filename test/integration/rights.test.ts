import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { kubeconfigPath } from '../../packages/local/src/cluster/kubeconfig.ts';
import { captureKubectl } from '../../packages/local/src/cluster/kubectl.ts';
import type { WorkloadActs } from '../../plugins/paddock-common/src/workloads/schemas/acts.ts';
import { actsIn, type Right } from './world/actsOnWorkload.ts';
import { startControlPlane, type ControlPlane } from './world/controlPlane.ts';
import { startPortalBefore, type PortalBefore } from './world/portal.ts';
import { makeNamespace, rightsOfBen } from './world/rightsOfBen.ts';
import { until } from './world/watching.ts';

// A person may do by the portal exactly what `kubectl auth can-i` says of them.

let controlPlane: ControlPlane;
let portal: PortalBefore;

before(async () => {
  controlPlane = await startControlPlane(1);
  const { cluster } = controlPlane;
  await Promise.all(rightsOfBen.map(each => makeNamespace(cluster, each)));
  portal = await startPortalBefore(cluster);
  await until('the portal knows the workloads', async () => {
    const { body } = await portal.ask('petra', ['GET', '/workloads']);
    const { visible } = body as { visible?: number };
    return visible === rightsOfBen.length;
  });
});

after(async () => {
  await portal?.stop();
  await controlPlane?.stop();
});

/** `['patch', 'deployments.apps/api', 'scale']` as the API server takes it. */
function attributesOf(namespace: string, [verb, of, subresource]: Right) {
  const [kind = '', name = ''] = of.split('/');
  const [resource = '', ...group] = kind.split('.');
  const about = { verb, resource, group: group.join('.'), name };
  return { ...about, namespace, subresource: subresource ?? '' };
}

const kubectlAs = (person: string, args: string[], input?: string) => {
  const { cluster, platform } = controlPlane;
  const kubeconfig = kubeconfigPath(platform.state, person);
  return captureKubectl({ binary: cluster.binary, kubeconfig }, args, input);
};

/**
 * What kubectl says with the person's own certificate. `kubectl auth can-i` asks one question by a
 * SelfSubjectAccessReview; this asks all of them at once.
 */
async function canI(
  person: string,
  namespace: string,
  rights: Right[],
): Promise<boolean[]> {
  const questions = rights.map(right => ({
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: attributesOf(namespace, right) },
  }));
  const said = await kubectlAs(
    person,
    [
      'create',
      '--validate=false',
      '-f',
      '-',
      '-o',
      'jsonpath={.status.allowed}{"\\n"}',
    ],
    questions.map(each => JSON.stringify(each)).join('\n---\n'),
  );
  const answers = said.trim().split('\n');
  assert.equal(answers.length, rights.length);
  return answers.map(answer => answer === 'true');
}

/** By act: whether kubectl says that it is allowed. */
async function toldOf(person: string, namespace: string) {
  const acts = Object.entries(actsIn(namespace));
  const rights = acts.flatMap(([, act]) => act.rights);
  const answers = await canI(person, namespace, rights);
  const said = new Map(rights.map((right, at) => [right, answers[at]]));
  return Object.fromEntries(
    acts.map(([name, act]) => [
      name,
      act.rights.every(right => said.get(right)),
    ]),
  );
}

/** By act: whether the portal lets the person do it. It is done. */
async function doneBy(person: string, namespace: string) {
  const done: Record<string, boolean> = {};
  for (const [name, { route, body, status }] of Object.entries(
    actsIn(namespace),
  )) {
    const answer = await portal.ask(person, route, body);
    const what = `${person}, ${namespace}, ${name}: ${JSON.stringify(answer)}`;
    done[name] = answer.status !== 403;
    if (answer.status === 403)
      assert.match(what, /forbidden|lack|cannot/, what);
    else if (status) assert.equal(answer.status, status, what);
    else assert.ok(answer.status < 500, what);
  }
  return done;
}

describe('who may do what', () => {
  it('is asked as kubectl auth can-i does', async () => {
    const namespace = 'may-scale-and-exec';
    const ask = (...args: string[]) =>
      kubectlAs('ben', ['auth', 'can-i', `--namespace=${namespace}`, ...args])
        // It ends with 1 when the answer is no.
        .catch((error: Error) => error.message);
    const scale = ['patch', 'deployments.apps/api', '--subresource=scale'];
    assert.equal((await ask(...scale)).trim(), 'yes');
    assert.match(await ask('patch', 'deployments.apps/api'), /exit code 1$/);
    assert.deepEqual(
      await canI('ben', namespace, [
        ['patch', 'deployments.apps/api', 'scale'],
        ['patch', 'deployments.apps/api'],
      ]),
      [true, false],
    );
  });

  for (const { namespace } of rightsOfBen) {
    it(`is for ben what kubectl says, where he ${namespace.replaceAll(
      '-',
      ' ',
    )}`, async () => {
      const told = await toldOf('ben', namespace);
      assert.deepEqual(await doneBy('ben', namespace), told);
    });
  }

  it('is everything for an administrator, and nothing for the other team', async () => {
    for (const [person, expected] of [
      ['petra', true],
      ['emil', false],
    ] as const) {
      const told = await toldOf(person, 'may-view');
      assert.ok(
        Object.values(told).every(may => may === expected),
        person,
      );
      assert.deepEqual(await doneBy(person, 'may-view'), told);
    }
  });

  it('is what each button says, with the right that is missing', async () => {
    for (const { namespace } of rightsOfBen) {
      const path = `/clusters/local/namespaces/${namespace}/workloads/Deployment/api/acts`;
      const { status, body } = await portal.ask('ben', ['GET', path]);
      if (status === 403) continue;
      const { acts } = body as WorkloadActs;
      const told = await toldOf('ben', namespace);
      for (const [act, name, resource] of [
        ['restart', 'restart', 'deployments.apps'],
        ['scale', 'scale', 'deployments/scale.apps'],
      ] as const) {
        const missing = {
          cluster: 'local',
          namespace,
          verb: 'patch',
          resource,
        };
        assert.deepEqual(
          acts[act],
          told[name] ? { state: 'possible' } : { state: 'forbidden', missing },
          `${namespace}: ${act}`,
        );
      }
    }
  });

  it('is what the list of workloads shows', async () => {
    const { body } = await portal.ask('ben', ['GET', '/workloads']);
    const { items } = body as { items: Array<{ namespace: string }> };
    const shown = items.map(each => each.namespace).sort();
    const listed: string[] = [];
    for (const { namespace } of rightsOfBen) {
      const both = await canI('ben', namespace, [
        ['list', 'pods'],
        ['list', 'deployments.apps'],
      ]);
      if (both.every(Boolean)) listed.push(namespace);
    }
    assert.deepEqual(shown, listed.sort());
  });
});

describe('a node', () => {
  interface Node {
    metadata: { uid: string; annotations?: Record<string, string> };
    spec: { unschedulable?: boolean };
  }
  const name = 'spare';
  const path = `/api/v1/nodes/${name}`;
  const read = () => controlPlane.cluster.api.get<Node>(path);
  const kubectl = (...args: string[]) => controlPlane.cluster.kubectl(args);
  const act = async (what: string, body: object, person = 'petra') => {
    const { metadata } = await read();
    const route = ['POST', `/clusters/local/nodes/${name}/${what}`] as const;
    return portal.ask(person, route, { uid: metadata.uid, ...body });
  };
  const taken = ({ status, body }: { status: number; body: unknown }) =>
    assert.equal(status, 202, JSON.stringify(body));
  const why = 'a new disk';

  before(async () => {
    await controlPlane.cluster.api.create('/api/v1/nodes', {
      apiVersion: 'v1',
      kind: 'Node',
      // As every real one has. Of what has no fields at all the API server does not track who sets them.
      metadata: { name, labels: { 'kubernetes.io/hostname': name } },
    });
  });

  it('is cordoned with who and why, and put back, by the same person', async () => {
    taken(await act('cordon', { why }));
    const { spec, metadata } = await read();
    assert.equal(spec.unschedulable, true);
    const marks = metadata.annotations ?? {};
    assert.equal(
      marks['paddock.internal/cordoned-by'],
      'petra@paddock.example',
    );
    assert.equal(marks['paddock.internal/cordoned-why'], why);
    assert.match(await kubectl('get', 'node', name), /SchedulingDisabled/);
    // Again: it stays so.
    taken(await act('cordon', { why }));

    taken(await act('uncordon', {}));
    const after_ = await read();
    assert.notEqual(after_.spec.unschedulable, true);
    assert.ok(
      Object.keys(after_.metadata.annotations ?? {}).every(
        key => !key.startsWith('paddock.internal/cordoned'),
      ),
    );
  });

  it('that was cordoned with kubectl is left to whoever did it, also where the portal had cordoned it before', async () => {
    await act('cordon', { why });
    await kubectl('uncordon', name);
    await kubectl('cordon', name);
    const answer = await act('uncordon', {});
    assert.equal(answer.status, 409);
    assert.match(
      JSON.stringify(answer.body),
      /by other means than this portal/,
    );
    assert.equal((await read()).spec.unschedulable, true);
    await kubectl('uncordon', name);
    taken(await act('uncordon', {}));
  });

  it('is left alone when it is another one of that name, and by whom RBAC does not let', async () => {
    const other = await act('cordon', { why, uid: 'of-another' });
    assert.equal(other.status, 409);
    const refused = await act('cordon', { why }, 'ben');
    assert.equal(refused.status, 403);
    assert.match(JSON.stringify(refused.body), /cannot get resource/);
    assert.notEqual((await read()).spec.unschedulable, true);
  });
});
