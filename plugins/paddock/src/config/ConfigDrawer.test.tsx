import type { ConfigMapDetail } from '@paddock/backstage-plugin-paddock-common';
import { fireEvent, screen, within } from '@testing-library/react';
import { aConfigMap } from '../testing/config';
import { refusal } from '../testing/refusal';
import { renderWithPortal } from '../testing/renderWithPortal';
import { ConfigDrawer } from './ConfigDrawer';

const at = '/?config=prod-1/payments/settings';
function renderDrawer(answer: () => ConfigMapDetail | Response = aConfigMap) {
  return renderWithPortal(
    <ConfigDrawer
      restart={({ kind, name }) => <button>{`Restart ${kind} ${name}`}</button>}
    />,
    () => {
      const given = answer();
      return given instanceof Response ? given : Response.json(given);
    },
    { at },
  );
}

describe('an open ConfigMap', () => {
  it('says first which pods have an old value, and offers to restart what runs them', async () => {
    renderDrawer();
    expect(
      await screen.findByText(/Of 2 pods: 1 started before/),
    ).toBeInTheDocument();
    const notice = screen.getByRole('alert');
    expect(
      within(notice).getByText('1 pod still has an old value.'),
    ).toBeInTheDocument();
    expect(within(notice).getByText(/^api-1, started/)).toBeInTheDocument();
    expect(
      within(notice).getByRole('button', { name: 'Restart Deployment api' }),
    ).toBeInTheDocument();
  });

  it('shows its values, who keeps them, and who uses it', async () => {
    renderDrawer();
    expect(await screen.findByLabelText('value of level')).toHaveTextContent(
      'info',
    );
    expect(
      screen.getByText('mode · 3 B · kept by kubectl-create'),
    ).toBeInTheDocument();
    expect(screen.getByText('logo · 2 KiB')).toBeInTheDocument();
    expect(
      screen.getByText(
        'Deployment api: variable LOG_LEVEL of api, from the key level',
      ),
    ).toBeInTheDocument();
  });

  it.each<[string, Partial<ConfigMapDetail>, RegExp]>([
    [
      'a right lacks',
      {
        may: {
          edit: {
            state: 'forbidden',
            missing: {
              cluster: 'prod-1',
              namespace: 'payments',
              verb: 'patch',
              resource: 'configmaps',
            },
          },
          remove: { state: 'possible' },
        },
      },
      /You lack the right to patch configmaps in payments of prod-1/,
    ],
    [
      'it is immutable',
      {
        immutable: true,
        may: { edit: { state: 'immutable' }, remove: { state: 'possible' } },
      },
      /It is immutable: it can be deleted/,
    ],
    [
      'a GitOps tool keeps it',
      {
        may: {
          edit: {
            state: 'elsewhere',
            owner: { tool: 'Argo CD', name: 'pay', link: 'https://argo/pay' },
          },
          remove: { state: 'possible' },
        },
      },
      /Argo CD keeps it as a repository says \(pay\)/,
    ],
  ])(
    'cannot be edited where %s, and the button says so',
    async (_, changes, why) => {
      renderDrawer(() => aConfigMap(changes));
      const edit = await screen.findByRole('button', { name: 'Edit' });
      expect(edit).toHaveAttribute('aria-disabled', 'true');
      expect(edit).toHaveAccessibleDescription(why);
    },
  );

  it('keeps what is typed while it cannot be seen', async () => {
    let answer: ConfigMapDetail | Response = aConfigMap();
    renderDrawer(() => answer);
    fireEvent.click(await screen.findByRole('button', { name: 'Edit' }));
    const level = await screen.findByLabelText('level');
    fireEvent.change(level, { target: { value: 'debug' } });
    answer = refusal(404, 'not found');
    expect(
      await screen.findByText(
        'The ConfigMap settings cannot be found.',
        undefined,
        { timeout: 20_000 },
      ),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('level')).toHaveValue('debug');
  }, 30_000);

  it('gives advice on pods that cannot be restarted here', async () => {
    const value = { has: 'old', startedAt: '2026-11-25T13:00:00Z' } as const;
    renderDrawer(() =>
      aConfigMap({
        pods: [
          { pod: 'by-hand', value },
          { pod: 'run-1', owner: { kind: 'Job', name: 'run' }, value },
          { pod: 'db-0', owner: { kind: 'Cluster', name: 'db' }, value },
        ],
      }),
    );
    const notice = await screen.findByRole('alert');
    for (const words of [
      /^Nothing makes a pod anew that was made by hand/,
      /^A run of a Job keeps what it has/,
      /^What runs it, Cluster db, cannot be restarted here/,
    ]) {
      expect(within(notice).getByText(words)).toBeVisible();
    }
  });

  it.each([
    [403, 'configmaps is forbidden', 'You may not see the ConfigMap settings.'],
    [404, 'not found', 'The ConfigMap settings cannot be found.'],
    [503, 'away', 'The ConfigMap settings cannot be shown now.'],
  ])('has a face for %i', async (status, message, title) => {
    const lacked = { cluster: 'prod-1', namespace: 'payments' };
    const missing = [{ ...lacked, verb: 'get', resource: 'configmaps' }];
    renderDrawer(() =>
      refusal(status, message, status === 403 ? { missing } : {}),
    );
    expect(await screen.findByText(title)).toBeInTheDocument();
  });
});
