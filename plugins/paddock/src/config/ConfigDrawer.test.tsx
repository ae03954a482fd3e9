import type { ConfigMapDetail } from '@paddock/backstage-plugin-paddock-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aConfigMap } from '../testing/config';
import {
  refusal,
  renderWithPortal,
  type Sent,
} from '../testing/renderWithPortal';
import { ConfigDrawer } from './ConfigDrawer';

const at = '/?config=prod-1/payments/settings';
const url =
  'http://portal/clusters/prod-1/namespaces/payments/config-maps/settings';

function renderDrawer(
  answer: () => ConfigMapDetail | Response = aConfigMap,
  take?: (sent: Sent) => Response,
) {
  return renderWithPortal(
    <ConfigDrawer
      restart={({ kind, name }) => <button>{`Restart ${kind} ${name}`}</button>}
    />,
    () => {
      const given = answer();
      return given instanceof Response ? given : Response.json(given);
    },
    { at, ...(take && { take }) },
  );
}

const clickEdit = async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Edit' }));
  return screen.findByRole('dialog', { name: 'Edit settings' });
};

describe('an open ConfigMap', () => {
  it('says first which pods have an old value, and offers to restart what runs them', async () => {
    renderDrawer();
    expect(
      await screen.findByText(/Of 2 running pods: 1 started before/),
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

  it.each([
    [403, 'configmaps is forbidden', 'You may not see the ConfigMap settings.'],
    [404, 'not found', 'The ConfigMap settings cannot be found.'],
    [503, 'away', 'The ConfigMap settings cannot be shown now.'],
  ])('has a face for %i', async (status, message, title) => {
    renderDrawer(() => refusal(status, message));
    expect(await screen.findByText(title)).toBeInTheDocument();
  });
});

describe('editing', () => {
  it('shows the difference before it sends exactly that, for what was seen', async () => {
    const sent = renderDrawer();
    const dialog = await clickEdit();
    const change = () => within(dialog).getByRole('button', { name: 'Change' });
    expect(change()).toHaveAccessibleDescription('Nothing is changed yet.');
    const level = within(dialog).getByLabelText('level');
    await userEvent.clear(level);
    await userEvent.type(level, 'debug');
    const diff = within(dialog).getByLabelText('Changes of level');
    expect(diff).toHaveTextContent('- info+ debug');
    expect(within(dialog).getByLabelText('kubectl command')).toHaveTextContent(
      '--field-manager=paddock-config',
    );
    await userEvent.click(change());
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toEqual({
      method: 'PUT',
      url,
      body: {
        uid: 'u1',
        resourceVersion: '7',
        set: [{ as: 'text', key: 'level', text: 'debug' }],
        remove: [],
      },
    });
    expect(await screen.findByText('Change: asked')).toBeInTheDocument();
  });

  it('takes files, as texts or as bytes', async () => {
    const sent = renderDrawer();
    const dialog = await clickEdit();
    await userEvent.upload(
      within(dialog).getByLabelText('Files, each as a key of its name'),
      [
        new File(['x=1'], 'app.conf'),
        new File([new Uint8Array([255, 0])], 'icon'),
      ],
    );
    expect(
      await within(dialog).findByText(
        'icon: 2 B that are no text, from a file',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Change' }),
    );
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toEqual(
      expect.objectContaining({
        set: [
          { as: 'text', key: 'app.conf', text: 'x=1' },
          { as: 'bytes', key: 'icon', base64: '/wA=' },
        ],
      }),
    );
  });

  it('keeps what was typed when the cluster refuses, and says why', async () => {
    renderDrawer(aConfigMap, () =>
      refusal(409, 'conflict with "kubectl-create" using v1: .data.mode'),
    );
    const dialog = await clickEdit();
    expect(
      within(dialog).getByText(/^Kept by kubectl-create: the cluster refuses/),
    ).toBeInTheDocument();
    const mode = within(dialog).getByLabelText('mode');
    await userEvent.type(mode, 'c');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Change' }),
    );
    expect(
      await within(dialog).findByText(/conflict with "kubectl-create"/),
    ).toBeInTheDocument();
    expect(mode).toHaveValue('a\nbc');
  });
});

describe('deleting', () => {
  it('tells who uses it, and needs its name', async () => {
    const sent = renderDrawer();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Delete' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Delete settings',
    });
    expect(within(dialog).getByText(/^Deployment api:/)).toBeInTheDocument();
    const confirm = within(dialog).getByRole('button', { name: 'Delete' });
    expect(confirm).toHaveAttribute('aria-disabled', 'true');
    await userEvent.type(
      within(dialog).getByLabelText('Type settings'),
      'settings',
    );
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(sent).toEqual([{ method: 'DELETE', url: `${url}?uid=u1` }]),
    );
  });
});
