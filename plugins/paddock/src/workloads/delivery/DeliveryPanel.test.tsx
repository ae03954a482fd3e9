import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { Delivery } from '@paddock/backstage-plugin-paddock-common';
import { screen, within } from '@testing-library/react';
import { DeliveryPanel } from './DeliveryPanel';

const canary: Delivery = {
  standing: 'waits-for-person',
  how: {
    strategy: 'canary',
    steps: [
      { does: 'set-weight', percent: 40 },
      { does: 'pause' },
      { does: 'analyse', templates: ['errors'] },
    ],
    at: 1,
    percent: 40,
    of: 'pods',
  },
  pods: { stable: 3, new: 2 },
  analyses: [],
};

const show = (changes: Partial<Delivery> = {}) =>
  renderInTestApp(
    <DeliveryPanel name="payments-api" delivery={{ ...canary, ...changes }} />,
  );

const steps = () =>
  within(
    screen.getByRole('list', { name: 'Steps of payments-api' }),
  ).getAllByRole('listitem');

describe('the progress of a Rollout', () => {
  it('marks the step that it is at, and says what is behind', async () => {
    show();
    await screen.findByText(/40 % of the pods for the new revision now/);
    expect(screen.getByText(/3 stable pods, 2 new/)).toBeInTheDocument();
    expect(steps().map(each => each.textContent)).toEqual([
      '1. 40 % of the pods (done)',
      '2. Pause until somebody promotes (now)',
      '3. Analysis errors',
    ]);
    expect(steps().map(each => each.getAttribute('aria-current'))).toEqual([
      null,
      'step',
      null,
    ]);
  });

  it.each(['settled', 'aborted'] as const)(
    'marks no step when it is %s',
    async standing => {
      show({ standing });
      await screen.findByText(/for the new revision now/);
      for (const step of steps())
        expect(step).not.toHaveAttribute('aria-current');
    },
  );

  it('shows what an analysis has measured', async () => {
    show({
      analyses: [
        {
          name: 'payments-api-2-4',
          phase: 'Failed',
          step: 2,
          startedAt: '2026-11-25T14:00:00Z',
          message: 'Metric "errors" assessed Failed',
          metrics: [
            {
              name: 'errors',
              phase: 'Failed',
              successful: 2,
              failed: 1,
              inconclusive: 0,
              errors: 0,
              value: '[0.31]',
            },
          ],
        },
      ],
    });
    expect(
      await screen.findByText(/Analysis payments-api-2-4, of step 3/),
    ).toHaveTextContent('Failed');
    const row = screen.getByRole('row', { name: /errors/ });
    expect(row).toHaveTextContent('[0.31]');
    expect(row).toHaveTextContent('2 good, 1 bad');
  });

  it('tells of a blue-green rollout, and where its template is', async () => {
    show({
      how: { strategy: 'blue-green', previews: true },
      templateOf: { kind: 'Deployment', name: 'payments' },
    });
    expect(await screen.findByText(/Blue-green/)).toHaveTextContent(
      'preview Service',
    );
    expect(
      screen.getByText('Its pod template is that of the Deployment payments.'),
    ).toBeInTheDocument();
  });
});
