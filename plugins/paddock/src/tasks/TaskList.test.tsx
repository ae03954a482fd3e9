import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TaskList } from './TaskList';

const task = (id: string, revision: string, status = 'completed') => ({
  id,
  status,
  createdAt: '2026-11-30T10:00:00.000Z',
  spec: {
    parameters: { component: 'component:default/payments-api', revision },
    templateInfo: { entity: { metadata: { title: 'Build and roll out' } } },
    user: { ref: 'user:default/ben' },
  },
});

function renderTasks(tasks: object[], totalTasks = tasks.length) {
  const listTasks = jest.fn(async () => ({ tasks, totalTasks }));
  renderInTestApp(<TaskList />, {
    apis: [[scaffolderApiRef, { listTasks } as never], mockApis.identity()],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
  return listTasks;
}

describe('the list of tasks', () => {
  it('tells two runs of one template apart', async () => {
    renderTasks([task('t-2', 'feature/login', 'failed'), task('t-1', 'main')]);
    const table = await screen.findByRole('table', { name: 'Tasks' });
    const [, ...rows] = within(table).getAllByRole('row');
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(
        /^payments-api at feature\/loginBuild and roll outFailed/,
      ),
      expect.stringMatching(/^payments-api at mainBuild and roll outCompleted/),
    ]);
    expect(
      screen.getByRole('link', { name: 'payments-api at main' }),
    ).toHaveAttribute('href', expect.stringMatching(/t-1$/));
  });

  it('shows those of everybody, and more, when asked', async () => {
    const listTasks = renderTasks([task('t-1', 'main')], 60);
    await userEvent.click(await screen.findByRole('button', { name: 'All' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show more' }),
    );
    expect(listTasks.mock.calls).toEqual([
      [{ filterByOwnership: 'owned', limit: 25, offset: 0 }],
      [{ filterByOwnership: 'all', limit: 25, offset: 0 }],
      [{ filterByOwnership: 'all', limit: 50, offset: 0 }],
    ]);
  });

  it('says where there is none', async () => {
    renderTasks([]);
    expect(
      await screen.findByText('You have not run a template yet.'),
    ).toBeVisible();
  });
});
