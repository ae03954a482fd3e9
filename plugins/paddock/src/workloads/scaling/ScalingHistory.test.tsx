import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  Autoscaling,
  ScalingHistory as History,
} from '@paddock/backstage-plugin-paddock-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFakeRoutes } from '../../testing/requests';
import { refusal } from '../../testing/refusal';
import { aWorkload } from '../../testing/workloads';
import { ScalingHistory } from './ScalingHistory';

const autoscaling: Autoscaling = {
  name: 'api-scaler',
  min: 2,
  max: 10,
  current: 5,
  desired: 5,
  metrics: [],
  state: { is: 'scaling' },
};
const gauges = [
  {
    source: 'resource' as const,
    name: 'cpu',
    unit: 'percent-of-request' as const,
    target: '60',
    current: '83',
  },
];
const path =
  '/clusters/prod-1/namespaces/payments/autoscalers/api-scaler/history';

function renderHistory(answer: () => unknown) {
  const { fetchApi } = createFakeRoutes({ [`GET ${path}`]: answer });
  const base = 'plugin://paddock';
  renderInTestApp(
    <ScalingHistory workload={aWorkload()} autoscaling={autoscaling} />,
    {
      apis: [
        [fetchApiRef, fetchApi],
        mockApis.discovery.mock({ getBaseUrl: async () => base }),
      ],
    },
  );
}

const history = (changes: Partial<History>): History => ({
  since: new Date().toISOString(),
  decisions: [],
  samples: [],
  events: [],
  ...changes,
});

describe('ScalingHistory', () => {
  it('lists each decision with its reason, and the figures over time', async () => {
    const at = new Date().toISOString();
    renderHistory(() =>
      history({
        decisions: [
          { at, from: 3, to: 5, because: { by: 'metrics', metrics: gauges } },
          {
            at: '2026-11-20T08:00:00Z',
            to: 3,
            because: { by: 'event', message: 'memory above target' },
          },
        ],
        samples: [{ at, current: 3, desired: 5, metrics: gauges }],
      }),
    );
    const list = await screen.findByRole('list', {
      name: 'Decisions of the autoscaler',
    });
    const lines = within(list).getAllByRole('listitem');
    expect(lines[0]).toHaveTextContent(/3 → 5, CPU 83 % of 60 % target$/);
    expect(lines[1]).toHaveTextContent(/to 3: memory above target$/);
    await userEvent.click(
      screen.getByRole('button', { name: 'Figures over time (1)' }),
    );
    expect(
      within(screen.getByRole('table')).getByText('CPU 83 % of 60 % target'),
    ).toBeVisible();
  });

  it('says since when nothing was decided', async () => {
    renderHistory(() => history({}));
    expect(
      await screen.findByText(/It has not changed the number of pods since/),
    ).toBeVisible();
  });

  it('says what the cluster refuses', async () => {
    renderHistory(() => refusal(403, 'You lack a right in this cluster.'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /You lack a right in this cluster/,
    );
  });
});
