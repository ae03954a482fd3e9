import type { WorkloadNetwork } from '@paddock/backstage-plugin-paddock-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderWithPortal } from '../testing/renderWithPortal';
import { refusal } from '../testing/refusal';
import { ReachPanel } from './ReachPanel';

const network = (changes: Partial<WorkloadNetwork> = {}): WorkloadNetwork => ({
  namespace: 'payments',
  domain: 'cluster.local',
  pods: { all: 2, ready: 2 },
  services: [
    {
      name: 'api',
      type: 'NodePort',
      clusterIp: '10.96.0.10',
      ports: [
        {
          name: 'http',
          protocol: 'TCP',
          port: 80,
          targetPort: 'http',
          nodePort: 30080,
          scheme: 'http',
        },
      ],
      endpoints: [{ address: '10.1.0.1', ready: true, pod: 'api-1' }],
      external: [],
      localOnly: false,
    },
  ],
  routes: [],
  policies: [],
  policiesAre: 'ignored',
  nodes: ['10.0.0.7'],
  problems: [],
  idle: [],
  unread: [],
  ...changes,
});

const renderReach = (answer: WorkloadNetwork | Response) =>
  renderWithPortal(
    <ReachPanel
      workload={{
        cluster: 'prod-1',
        namespace: 'payments',
        kind: 'Deployment',
        name: 'api',
      }}
      seen=""
    />,
    () => (answer instanceof Response ? answer : Response.json(answer)),
  );

describe('how to reach a workload', () => {
  it('is a sentence, and addresses to copy', async () => {
    renderReach(network());
    expect(
      await screen.findByText(
        'api can be reached by the Service api: 2 of 2 pods are ready.',
      ),
    ).toBeInTheDocument();
    const service = screen.getByRole('region', { name: 'Service api' });
    expect(
      within(service).getByText('http://api.payments.svc.cluster.local'),
    ).toBeInTheDocument();
    expect(
      within(service).getByRole('link', { name: 'http://10.0.0.7:30080' }),
    ).toHaveAttribute('href', 'http://10.0.0.7:30080');
    expect(
      within(service).getByRole('button', {
        name: 'Copy the address http://10.0.0.7:30080',
      }),
    ).toBeInTheDocument();
    expect(
      within(service).getByLabelText('port-forward command'),
    ).toHaveTextContent('kubectl -n payments port-forward service/api 8080:80');
    await userEvent.click(
      within(service).getByRole('button', {
        name: 'What stands behind api (1)',
      }),
    );
    expect(
      within(service).getByText('10.1.0.1, pod api-1: ready'),
    ).toBeInTheDocument();
  });

  it('says first what is wrong, and the rest below', async () => {
    renderReach(
      network({
        problems: [
          { is: 'no-endpoint', service: 'api', notReady: 2 },
          {
            is: 'route-misses',
            route: 'Ingress web',
            service: 'api',
            port: '81',
          },
        ],
      }),
    );
    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent(
      /^The Service api does not answer: of 2 pods none is ready\./,
    );
    expect(
      within(notice).getByText(/Ingress web leads to port 81/),
    ).toBeInTheDocument();
  });

  it('leads from outside by Ingresses', async () => {
    renderReach(
      network({
        routes: [
          {
            kind: 'Ingress',
            name: 'web',
            rules: [
              {
                host: 'api.example.com',
                path: '/v1',
                isPattern: false,
                service: 'api',
                port: 'http',
                tls: true,
              },
            ],
            addresses: [],
          },
        ],
      }),
    );
    expect(
      await screen.findByRole('link', { name: 'https://api.example.com/v1' }),
    ).toBeInTheDocument();
  });

  it('is honest about policies, and about what could not be read', async () => {
    renderReach(
      network({
        policies: [{ name: 'guard', from: [] }],
        unread: [
          {
            cluster: 'prod-1',
            namespace: 'payments',
            verb: 'list',
            resource: 'ingresses.networking.k8s.io',
          },
        ],
      }),
    );
    expect(
      await screen.findByText(/stores NetworkPolicies and does not enforce/),
    ).toBeInTheDocument();
    expect(screen.getByText('guard: nobody')).toBeInTheDocument();
    expect(
      screen.getByText(/right to list ingresses\.networking\.k8s\.io/),
    ).toBeInTheDocument();
  });

  it.each([
    [403, 'deployments.apps is forbidden', 'The way to api cannot be shown.'],
    [404, 'not found', 'The way to api cannot be found.'],
    [503, 'away', 'The way to api cannot be shown now.'],
  ])('has a face for %i', async (status, message, title) => {
    renderReach(refusal(status, message));
    expect(await screen.findByText(title)).toBeInTheDocument();
  });
});
