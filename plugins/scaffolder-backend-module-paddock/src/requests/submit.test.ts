import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { RequestSpec } from '@paddock/backstage-plugin-paddock-common';
import { startPaddockBackend } from '../../testing/paddockBackend';
import { submit } from './submit';

const target = {
  kind: 'volume',
  cluster: 'local',
  namespace: 'shop',
  name: 'web-data',
} as const;
const spec: RequestSpec = {
  ...target,
  team: 'group:default/team-payments',
  purpose: '',
  size: '1Gi',
  storageClass: 'local-path',
  accessMode: 'ReadWriteOnce',
  retain: false,
};

/** Asks a portal where the name is taken by `there`. */
async function submitTo(there: { spec: object; state: string }, status = 409) {
  const items = [
    { ...target, id: 'longer', name: 'web-data-2' },
    { ...target, id: 'elsewhere', cluster: 'prod-1' },
    { ...target, id: 'beside', namespace: 'billing' },
    { ...target, id: 'r-7' },
  ];
  const backend = await startPaddockBackend(({ method, url }) => {
    if (method === 'POST') {
      return { status, body: { error: { message: 'The name is taken.' } } };
    }
    const page = { ...target, id: 'r-7', ...there };
    return { status: 200, body: url?.includes('?') ? { items } : page };
  });
  try {
    const asked = await submit(spec, {
      caller: {
        auth: mockServices.auth(),
        discovery: mockServices.discovery.mock({
          getBaseUrl: async () => backend.url,
        }),
        credentials: mockCredentials.user(),
      },
      key: 'key',
      logger: { info: () => {}, warn: () => {} },
    });
    return { asked, urls: backend.asked.map(({ url }) => url) };
  } finally {
    await backend.stop();
  }
}

it.each([409, 422])(
  'takes up what an earlier run has asked for, after %s',
  async status => {
    // The portal fills in what was left out.
    const there = { spec: { ...spec, days: 30 }, state: 'waiting' };
    const { asked, urls } = await submitTo(there, status);
    expect(asked).toMatchObject({ requestId: 'r-7', approved: false });
    expect(urls).toEqual([
      '/api/paddock/requests',
      '/api/paddock/requests?kind=volume&text=web-data&limit=50',
      '/api/paddock/requests/r-7',
    ]);
  },
);

it.each([
  ['something else', { spec: { ...spec, size: '5Gi' }, state: 'live' }, 409],
  ['another team', { spec: { ...spec, team: 'group:x' }, state: 'live' }, 409],
  ['what is over', { spec, state: 'removed' }, 409],
  ['what may not be asked', { spec, state: 'live' }, 403],
])('leaves alone %s', async (_, there, status) => {
  await expect(submitTo(there, status)).rejects.toThrow('The name is taken.');
});
