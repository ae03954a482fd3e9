import { ConfigReader } from '@backstage/config';
import {
  anyDeployment,
  createActPortal,
} from '../../testing/portals/actPortal';
import { answerOf, problems } from '../../testing/openApi';
import { KubeError } from '../kube/connection/errors';
import { createNetworkRouter } from './routes';
import { readNetworkSettings } from './settings';

// The first answer of a file loads what answers, which takes its time on a busy machine.
jest.setTimeout(60_000);

const core = '/api/v1/namespaces/payments';
const labels = { app: 'api' };
const path = '/clusters/local/namespaces/payments/workloads/Deployment/api';
const answers: Record<string, unknown> = {
  '/apis/apps/v1/namespaces/payments/deployments/api': {
    metadata: { name: 'api' },
    spec: {
      selector: {
        matchLabels: labels,
        matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }],
      },
      template: { metadata: { labels }, spec: { containers: [] } },
    },
  },
  [`${core}/pods`]: { items: [] },
  [`${core}/services`]: {
    items: [
      {
        metadata: { name: 'api' },
        spec: { selector: labels, ports: [{ port: 443 }] },
      },
    ],
  },
  '/apis/networking.k8s.io/v1/namespaces/payments/ingresses': { items: [] },
};

const forbidden = new KubeError(403, 'Forbidden', { message: 'no' });

const setUp = (config: object = {}, others: Record<string, unknown> = {}) =>
  createActPortal({
    routerOf: act =>
      createNetworkRouter({
        act,
        settings: readNetworkSettings(
          new ConfigReader({ paddock: { network: config } } as never),
        ),
        workload: anyDeployment,
      }),
    answers: asked => ({ ...answers, ...others }[asked.path]),
  });

describe('how a workload is reached, over HTTP', () => {
  it('is read as the person, of the pods that its selector selects', async () => {
    const { request, asked } = setUp();
    const { body, status } = await request.get(`${path}/network`);
    expect(status).toBe(200);
    expect(body).toEqual(
      expect.objectContaining({
        domain: 'cluster.local',
        policiesAre: 'unknown',
        services: [expect.objectContaining({ name: 'api' })],
        unread: [],
      }),
    );
    expect(
      problems(
        answerOf(
          '/clusters/{cluster}/namespaces/{namespace}/workloads/{kind}/{name}/network',
          'get',
          200,
        ),
        body,
      ),
    ).toEqual([]);
    const pods = asked.find(each => each.path === `${core}/pods`);
    expect(pods?.query?.labelSelector).toBe('app=api,tier in (a,b)');
    expect(pods?.as?.user).toBe('ben@paddock.example');
  });

  it('takes routes of other namespaces that a ReferenceGrant lets lead here', async () => {
    const gateway = '/apis/gateway.networking.k8s.io/v1';
    const { request, asked } = setUp(
      {},
      {
        [gateway]: { resources: [] },
        [`${gateway}/namespaces/payments/httproutes`]: { items: [] },
        [`${gateway}beta1/namespaces/payments/referencegrants`]: {
          items: [
            {
              spec: {
                from: [
                  {
                    group: 'gateway.networking.k8s.io',
                    kind: 'HTTPRoute',
                    namespace: 'edge',
                  },
                ],
                to: [{ group: '', kind: 'Service' }],
              },
            },
          ],
        },
        [`${gateway}/namespaces/edge/httproutes`]: {
          items: [
            {
              metadata: { name: 'web', namespace: 'edge' },
              spec: {
                rules: [
                  { backendRefs: [{ name: 'api', namespace: 'payments' }] },
                ],
              },
            },
          ],
        },
      },
    );
    const { body } = await request.get(`${path}/network`);
    expect(body.routes).toEqual([
      expect.objectContaining({ name: 'web', namespace: 'edge' }),
    ]);
    expect(
      asked.filter(({ path: each }) => each.endsWith('/httproutes')),
    ).toHaveLength(2);
  });

  it('says what could not be read, and tells the rest', async () => {
    const { request } = setUp(
      {},
      {
        '/apis/networking.k8s.io/v1/namespaces/payments/networkpolicies':
          forbidden,
        '/apis/gateway.networking.k8s.io/v1': { resources: [] },
        '/apis/gateway.networking.k8s.io/v1/namespaces/payments/httproutes':
          forbidden,
      },
    );
    const { body } = await request.get(`${path}/network`);
    expect(
      body.unread.map(({ resource }: { resource: string }) => resource),
    ).toEqual([
      'networkpolicies.networking.k8s.io',
      'httproutes.gateway.networking.k8s.io',
    ]);
    expect(body.services).toHaveLength(1);
  });

  it('lacks no right to what the cluster does not serve', async () => {
    const { request } = setUp(
      {},
      {
        '/apis/gateway.networking.k8s.io/v1/namespaces/payments/httproutes':
          forbidden,
      },
    );
    expect((await request.get(`${path}/network`)).body.unread).toEqual([]);
  });

  it.each([
    [403, 403],
    [404, 404],
    [500, 503],
  ])('passes on the cluster’s %i as %i', async (given, expected) => {
    const refusal = new KubeError(given, 'Reason', { message: 'in its words' });
    const { request } = setUp(
      {},
      { '/apis/apps/v1/namespaces/payments/deployments/api': refusal },
    );
    expect((await request.get(`${path}/network`)).status).toBe(expected);
  });
});

describe('paddock.network', () => {
  const read = (network: object) =>
    readNetworkSettings(new ConfigReader({ paddock: { network } } as never));

  it('is one rule, and what single clusters do otherwise', () => {
    const settings = read({
      networkPolicies: 'enforced',
      clusters: [
        {
          name: 'edge',
          clusterDomain: 'edge.example',
          networkPolicies: 'ignored',
        },
      ],
    });
    expect(settings('prod-1')).toEqual({
      domain: 'cluster.local',
      policiesAre: 'enforced',
    });
    expect(settings('edge')).toEqual({
      domain: 'edge.example',
      policiesAre: 'ignored',
    });
  });

  it.each([
    [{ networkPolicies: 'maybe' }],
    [{ clusterDomain: 'Not A Domain' }],
    [{ domain: 'cluster.local' }],
  ])('is refused at the start when it is %j', network => {
    expect(() => read(network)).toThrow(/^paddock\.network: /);
  });
});
