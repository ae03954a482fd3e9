import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  NamespaceQuota,
  Reach,
} from '@paddock/backstage-plugin-paddock-common';
import { screen, within } from '@testing-library/react';
import { QuotaPanel } from './QuotaPanel';

function render(answer: () => Response) {
  const asked: string[] = [];
  const fetch = async (url: string) => {
    asked.push(url);
    return answer();
  };
  renderInTestApp(<QuotaPanel cluster="prod-1" namespace="payments" />, {
    apis: [
      [discoveryApiRef, { getBaseUrl: async () => 'http://portal' }],
      [fetchApiRef, { fetch: fetch as unknown as typeof globalThis.fetch }],
    ],
  });
  return asked;
}

const items =
  (...quotas: NamespaceQuota[]) =>
  () =>
    Response.json({ reach: { state: 'live' }, items: quotas });

describe('the quotas of a namespace', () => {
  it('are shown in the cluster’s own figures', async () => {
    const asked = render(
      items({
        name: 'team',
        scopes: ['NotTerminating'],
        requests: [{ resource: 'requests.cpu', used: '250m', hard: '4' }],
        limits: [{ resource: 'limits.cpu', used: '1', hard: '8' }],
      }),
    );
    const table = await screen.findByRole('table', { name: 'Quota team' });
    const lines = within(table)
      .getAllByRole('row')
      .map(row => row.textContent);
    expect(lines).toEqual([
      'ResourceUsedOf',
      'requests.cpu250m4',
      'limits.cpu18',
    ]);
    expect(
      screen.getByText('Quota team, which counts only NotTerminating'),
    ).toBeInTheDocument();
    expect(asked[0]).toBe(
      'http://portal/clusters/prod-1/namespaces/payments/quotas',
    );
  });

  it('may be none', async () => {
    render(items());
    expect(
      await screen.findByText('No quota bounds payments: only the nodes do.'),
    ).toBeInTheDocument();
  });

  it.each<[Reach, string]>([
    [{ state: 'syncing' }, 'Cluster prod-1 is still being read.'],
    [
      { state: 'refused', reason: 'You may not list resourcequotas' },
      'Cluster prod-1 refuses the portal.',
    ],
  ])(
    'are not said to be none where they cannot be read: %o',
    async (reach, words) => {
      render(() => Response.json({ reach, items: [] }));
      expect(await screen.findByText(words)).toBeInTheDocument();
      expect(screen.queryByText(/No quota bounds/)).not.toBeInTheDocument();
    },
  );

  it('may not have been counted yet', async () => {
    render(items({ name: 'team', scopes: [], requests: [], limits: [] }));
    expect(
      await screen.findByText('The cluster has not counted for it yet.'),
    ).toBeInTheDocument();
  });

  it('are not shown to whom the cluster does not let list them', async () => {
    const message =
      'You lack the right to list resourcequotas in payments of prod-1';
    render(() =>
      Response.json(
        {
          error: { name: 'NotAllowedError', message },
          response: { statusCode: 403 },
        },
        { status: 403 },
      ),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(message);
  });
});
