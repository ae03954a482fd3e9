import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { VolumeLine } from '@paddock/backstage-plugin-paddock-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal } from '../testing/refusal';
import type { VolumeLinks } from './places';
import { VolumesPanel } from './VolumesPanel';

const GiB = 2 ** 30;

const aVolume = (changes: Partial<VolumeLine> = {}): VolumeLine => ({
  name: 'files',
  uid: `uid-${changes.name ?? 'files'}`,
  createdAt: '2026-11-20T00:00:00Z',
  state: 'bound',
  storageClass: 'longhorn',
  accessModes: ['ReadWriteOnce'],
  requested: 10 * GiB,
  capacity: 10 * GiB,
  volume: 'pvc-1',
  reclaim: 'retain',
  mountedBy: [{ pod: 'api-1', node: 'node-1', phase: 'Running' }],
  fill: {
    state: 'known',
    used: 3.1 * GiB,
    capacity: 10 * GiB,
    of: 'volume',
    at: '2026-11-23T00:00:00Z',
  },
  snapshots: [
    {
      name: 'before-upgrade',
      uid: 'snapshot-1',
      createdAt: '2026-11-22T00:00:00Z',
      state: 'ready',
      restoreSize: 10 * GiB,
    },
  ],
  may: { snapshot: true, restore: true, grow: true },
  request: 'request-1',
  ...changes,
});

const links: VolumeLinks = {
  ask: ({ namespace }, snapshot) =>
    `/requests/new/volume?namespace=${namespace}${
      snapshot ? `&fromSnapshot=${snapshot}` : ''
    }`,
  request: id => `/requests/${id}`,
};
const place = { cluster: 'prod-1', namespace: 'payments' };

type Answer = (url: string) => Response | Promise<Response>;

function renderPanel(answer: Answer, places = [place]) {
  const sent: Array<{ method: string; url: string; body?: unknown }> = [];
  const fetch = async (url: string, init: RequestInit = {}) => {
    const { method = 'GET', body } = init;
    if (method !== 'GET') {
      sent.push({ method, url, ...(body && { body: JSON.parse(`${body}`) }) });
      return new Response(undefined, { status: 202 });
    }
    return answer(url);
  };
  renderInTestApp(<VolumesPanel name="api" places={places} links={links} />, {
    apis: [
      [discoveryApiRef, { getBaseUrl: async () => 'http://portal' }],
      [fetchApiRef, { fetch: fetch as typeof globalThis.fetch }],
    ],
  });
  return sent;
}

const listOf = (...volumes: VolumeLine[]) =>
  Response.json({ ...place, volumes });

describe('the volumes of a component', () => {
  it('are shown with how full they are, in units and words', async () => {
    renderPanel(() => listOf(aVolume()));
    const card = await screen.findByRole('region', { name: 'files' });
    expect(
      within(card).getByRole('meter', { name: 'How full files is' }),
    ).toHaveAttribute('aria-valuetext', '3.1 GiB of 10 GiB used (31 %).');
    expect(within(card).getByText('Ready')).toBeInTheDocument();
    expect(within(card).getByText('api-1 on node-1')).toBeInTheDocument();
    expect(
      within(card).getByText('Kept when the claim is deleted.'),
    ).toBeInTheDocument();
    expect(
      within(card).getByRole('link', { name: 'Its request' }),
    ).toHaveAttribute('href', '/requests/request-1');
    expect(screen.getByText('1 volume, all ready.')).toBeInTheDocument();
  });

  it.each<[string, Partial<VolumeLine>, RegExp]>([
    [
      'nearly full',
      {
        fill: {
          state: 'known',
          used: 9 * GiB,
          capacity: 10 * GiB,
          of: 'volume',
          at: '',
        },
      },
      /90 %\)\. Nearly full\./,
    ],
    [
      'part of a shared file system',
      {
        fill: {
          state: 'known',
          used: GiB,
          capacity: 250 * GiB,
          of: 'shared',
          at: '',
        },
      },
      /its own part is not measured/,
    ],
    [
      'not measured',
      { fill: { state: 'unknown', because: 'No pod mounts it.' } },
      /is not known\. No pod mounts it\./,
    ],
    [
      'bound to a node',
      { boundTo: ['node-1'] },
      /Only on node-1: while that is taken out/,
    ],
    [
      'growing',
      {
        growth: { state: 'growing', text: 'The storage is making it larger.' },
      },
      /making it larger/,
    ],
    [
      'pending',
      { state: 'pending', because: 'Its provisioner does not run: so it is.' },
      /does not run/,
    ],
  ])('say so when one is %s', async (_, changes, text) => {
    renderPanel(() => listOf(aVolume(changes)));
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('have snapshots taken under a name that can be changed', async () => {
    const sent = renderPanel(() => listOf(aVolume()));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Take a snapshot' }),
    );
    const dialog = screen.getByRole('dialog');
    const field = within(dialog).getByLabelText('Name of the snapshot');
    const act = within(dialog).getByRole('button', {
      name: 'Take the snapshot',
    });
    await userEvent.clear(field);
    await userEvent.type(field, 'No!');
    expect(act).toHaveAttribute('aria-disabled', 'true');
    await userEvent.clear(field);
    await userEvent.type(field, 'nightly');
    await userEvent.click(act);
    const path = '/clusters/prod-1/namespaces/payments/volumes/files/snapshots';
    await waitFor(() =>
      expect(sent).toEqual([
        {
          method: 'POST',
          url: `http://portal${path}`,
          body: { name: 'nightly' },
        },
      ]),
    );
  });

  it('let a snapshot be restored, and deleted once its name is typed', async () => {
    const sent = renderPanel(() => listOf(aVolume()));
    const list = await screen.findByRole('list', {
      name: 'Snapshots of files',
    });
    expect(
      within(list).getByRole('button', { name: 'Restore into a new volume' }),
    ).toHaveAttribute(
      'href',
      '/requests/new/volume?namespace=payments&fromSnapshot=before-upgrade',
    );
    await userEvent.click(within(list).getByRole('button', { name: 'Delete' }));
    const dialog = screen.getByRole('dialog');
    const act = within(dialog).getByRole('button', { name: 'Delete' });
    expect(act).toHaveAttribute('aria-disabled', 'true');
    await userEvent.type(
      within(dialog).getByLabelText('Type before-upgrade'),
      'before-upgrade',
    );
    await userEvent.click(act);
    await waitFor(() => expect(sent[0]?.method).toBe('DELETE'));
  });

  it('say why an act is not possible', async () => {
    const may = {
      snapshot:
        'The cluster takes no snapshots: it has no snapshot controller.',
      restore: 'There is no snapshot of it.',
      grow: true,
    } as const;
    const volume = aVolume({ may, request: undefined, snapshots: [] });
    renderPanel(() => listOf(volume));
    for (const [name, why] of [
      ['Take a snapshot', /takes no snapshots/],
      ['Restore a snapshot', /no snapshot of it/],
      ['Make it larger', /not asked for in the portal/],
    ] as const) {
      const button = await screen.findByRole('button', { name });
      expect(button).toHaveAttribute('aria-disabled', 'true');
      expect(button).toHaveAccessibleDescription(why);
    }
  });

  it('name the missing right, and leave other namespaces as they are', async () => {
    const other = { cluster: 'prod-1', namespace: 'storefront' };
    renderPanel(
      url =>
        url.includes('storefront')
          ? refusal(403, 'persistentvolumeclaims is forbidden', {
              missing: [
                { ...other, verb: 'list', resource: 'persistentvolumeclaims' },
              ],
            })
          : listOf(aVolume()),
      [place, other],
    );
    expect(
      await screen.findByText('You may not see the volumes of storefront.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/list persistentvolumeclaims in namespace storefront/, {
        selector: 'li',
      }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('region', { name: 'files' }),
    ).toBeInTheDocument();
  });

  it('have a shape while they are on their way', async () => {
    renderPanel(() => new Promise<Response>(() => {}));
    expect(
      await screen.findByRole('status', {
        name: 'Loading the volumes of payments',
      }),
    ).toBeInTheDocument();
  });

  it('say what failed where nothing is known, and who refused', async () => {
    renderPanel(
      url =>
        url.includes('payments')
          ? refusal(503, 'The cluster is away')
          : refusal(403, 'This needs the permission "paddock.workload.read"'),
      [place, { cluster: 'prod-1', namespace: 'other' }],
    );
    expect(await screen.findByText(/The cluster is away/)).toBeInTheDocument();
    expect(await screen.findByText(/needs the permission/)).toBeInTheDocument();
  });

  it('stay, and are said to be old, when they cannot be read again', async () => {
    let away = false;
    renderPanel(() =>
      away ? refusal(503, 'The cluster is away') : listOf(aVolume()),
    );
    const card = await screen.findByRole('region', { name: 'files' });
    away = true;
    await userEvent.click(
      within(card).getByRole('button', { name: 'Take a snapshot' }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Take the snapshot' }),
    );
    expect(await screen.findByText(/stale since/)).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'files' })).toBeInTheDocument();
  });

  it('say what they are for where there are none', async () => {
    renderPanel(() => listOf());
    expect(await screen.findByText(/No volume yet/)).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Ask for a volume' }),
    ).toHaveAttribute('href', '/requests/new/volume?namespace=payments');
  });

  it('say what they are for where nothing runs', async () => {
    renderPanel(() => listOf(), []);
    expect(
      await screen.findByText('api runs in no namespace yet.'),
    ).toBeInTheDocument();
  });
});
