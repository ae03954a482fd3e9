import type {
  ConfigInUse,
  ConfigMapList,
} from '@paddock/backstage-plugin-paddock-common';
import { fireEvent, screen, within } from '@testing-library/react';
import { aConfigMapLine, aConfigMapList } from '../testing/config';
import { refusal } from '../testing/refusal';
import { renderWithPortal } from '../testing/renderWithPortal';
import { ConfigInUsePanel } from './ConfigInUsePanel';
import { ConfigPanel } from './ConfigPanel';
import type { ConfigPlace } from './places';

const place = { cluster: 'prod-1', namespace: 'payments' };

function renderPanel(
  list: ConfigMapList | Response,
  places: Array<typeof place> | undefined = [place],
) {
  const opened: ConfigPlace[] = [];
  renderWithPortal(
    <ConfigPanel
      name="api"
      places={places}
      onOpen={each => opened.push(each)}
    />,
    () => (list instanceof Response ? list : Response.json(list)),
  );
  return opened;
}

describe('the ConfigMaps of a namespace', () => {
  it('are listed with who uses them and how many pods have an old value', async () => {
    const opened = renderPanel(
      aConfigMapList({
        items: [
          aConfigMapLine({ oldPods: 2 }),
          aConfigMapLine({ name: 'unused', usedBy: [] }),
        ],
      }),
    );
    expect(
      await screen.findByText(
        '2 ConfigMaps: of 1 some pods still have an old value.',
      ),
    ).toBeInTheDocument();
    const row = screen.getByRole('row', { name: /^settings/ });
    expect(within(row).getByText('Deployment api')).toBeInTheDocument();
    expect(within(row).getByText('2')).toBeInTheDocument();
    fireEvent.click(screen.getByText('settings'));
    expect(opened).toEqual([{ ...place, name: 'settings' }]);
  });

  it('say that they are not known where nothing can be known of them', async () => {
    renderPanel(
      aConfigMapList({
        items: [aConfigMapLine({ usedBy: [], oldPods: undefined })],
        unread: [{ ...place, verb: 'list', resource: 'pods' }],
      }),
    );
    expect(await screen.findByText('1 ConfigMap.')).toBeInTheDocument();
    const row = screen.getByRole('row', { name: /^settings/ });
    expect(within(row).getByText('nothing that you may see')).toBeVisible();
    expect(within(row).getByText('not known')).toBeVisible();
  });

  it('name some of many users', async () => {
    const usedBy = Array.from({ length: 8 }, (_, at) => ({
      kind: 'Deployment',
      name: `d${at}`,
      uses: [],
    }));
    renderPanel(aConfigMapList({ items: [aConfigMapLine({ usedBy })] }));
    expect(
      await screen.findByText(/, Deployment d4 and 3 more$/),
    ).toBeVisible();
  });

  it('say what could not be read', async () => {
    renderPanel(
      aConfigMapList({
        unread: [{ ...place, verb: 'list', resource: 'jobs.batch' }],
      }),
    );
    expect(
      await screen.findByText(/right to list jobs\.batch in payments/),
    ).toBeInTheDocument();
  });

  it.each<[string, ConfigMapList | Response, string | RegExp]>([
    ['none', aConfigMapList({ items: [] }), 'No ConfigMap yet.'],
    [
      'a missing right',
      refusal(403, 'forbidden', {
        missing: [{ ...place, verb: 'list', resource: 'configmaps' }],
      }),
      'list configmaps in namespace payments of cluster prod-1',
    ],
    [
      'a cluster that is away',
      refusal(503, 'away'),
      'The ConfigMaps of payments cannot be shown now.',
    ],
  ])('have a face for %s', async (_, list, said) => {
    renderPanel(list);
    expect(await screen.findByText(said)).toBeInTheDocument();
  });

  it('say where they would be, before anything runs', async () => {
    renderPanel(aConfigMapList(), []);
    expect(
      await screen.findByText('api runs in no namespace yet.'),
    ).toBeInTheDocument();
  });

  it('cannot be created without the right, and the button says so', async () => {
    renderPanel(
      aConfigMapList({
        mayCreate: { ...place, verb: 'create', resource: 'configmaps' },
      }),
    );
    const button = await screen.findByRole('button', {
      name: 'Create a ConfigMap',
    });
    expect(button).toHaveAccessibleDescription(
      /You lack the right to create configmaps/,
    );
  });
});

describe('the configuration of a workload', () => {
  const settings: ConfigInUse = {
    kind: 'ConfigMap',
    name: 'settings',
    uses: [{ as: 'files', container: 'api', path: '/etc/api' }],
    known: {
      state: 'known',
      createdAt: '2026-11-20T00:00:00Z',
      changedAt: '2026-11-25T14:00:00Z',
    },
    pods: [{ pod: 'api-1', value: { has: 'files' } }],
  };
  const login: ConfigInUse = {
    kind: 'Secret',
    name: 'login',
    uses: [{ as: 'all-variables', container: 'api' }],
    known: { state: 'name-only' },
  };

  const renderUse = (items: ConfigInUse[] | Response, more = 0) =>
    renderWithPortal(
      <ConfigInUsePanel
        workload={{ ...place, kind: 'Deployment', name: 'api' }}
        seen=""
        onOpen={() => {}}
      />,
      () =>
        items instanceof Response ? items : Response.json({ items, more }),
    );

  it.each<[string, ConfigInUse[], RegExp]>([
    ['nothing', [], /takes nothing from ConfigMaps or Secrets/],
    [
      'both',
      [settings, login],
      /takes 1 ConfigMap and 1 Secret; no pod is known/,
    ],
    [
      'one that is missing',
      [{ ...settings, known: { state: 'missing' } }],
      /needs the ConfigMap settings, which does not exist: new pods cannot start\./,
    ],
    [
      'one that is missing and optional',
      [{ ...settings, known: { state: 'missing' }, optional: true }],
      /takes 1 ConfigMap; no pod is known to have an old value/,
    ],
    [
      'one that is missing and that only pods of before name',
      [{ ...settings, known: { state: 'missing' }, podsOnly: true }],
      /takes 1 ConfigMap; no pod is known to have an old value/,
    ],
    [
      'pods that may not be seen',
      [{ ...settings, pods: undefined }],
      /takes 1 ConfigMap\.$/,
    ],
    [
      'an old value',
      [
        {
          ...settings,
          pods: [
            {
              pod: 'api-1',
              value: { has: 'old', startedAt: '2026-11-25T13:00:00Z' },
            },
          ],
        },
      ],
      /still have an old value of settings\. Restart it/,
    ],
  ])('begins with a sentence about %s', async (_, items, said) => {
    renderUse(items);
    expect(await screen.findByText(said)).toBeInTheDocument();
  });

  it('says that there are more names than are looked at', async () => {
    renderUse([settings], 3);
    expect(
      await screen.findByText('It names 3 more, which are not looked at here.'),
    ).toBeInTheDocument();
  });

  it('says how each is used, that files follow by themselves, and that Secrets are not read', async () => {
    renderUse([settings, login]);
    expect(
      await screen.findByText('files under /etc/api of api'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/follow a change by themselves within about a minute/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/Nothing of a Secret is read here/),
    ).toBeInTheDocument();
  });

  it('says so where it cannot be read', async () => {
    renderUse(refusal(403, 'deployments.apps is forbidden'));
    expect(
      await screen.findByText('deployments.apps is forbidden'),
    ).toBeInTheDocument();
  });
});
