import { fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type {
  RequestPage,
  SecretSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { liveApiRef } from '../../../live/liveApi';
import { createFakeLive } from '../../../testing/fakeLive';
import { aPage, createFakeRoutes, readyPage } from '../../../testing/requests';
import { refusal } from '../../../testing/refusal';
import { requestsRouteRef } from '../../paths';
import { RequestContent } from '../RequestContent';

const id = 'id-payments-dev';
const done = () => ({});

function renderSecret(
  page: RequestPage,
  answers: Parameters<typeof createFakeRoutes>[0],
) {
  const live = createFakeLive();
  live.show(readyPage(page));
  const routes = createFakeRoutes(answers);
  renderInTestApp(<RequestContent id={id} />, {
    apis: [
      [liveApiRef, live.api],
      [fetchApiRef, routes.fetchApi],
      [catalogApiRef, { getEntities: async () => ({ items: [] }) } as never],
    ],
    mountedRoutes: { '/requests': requestsRouteRef },
  });
  return routes;
}

const button = (name: string) => screen.getByRole('button', { name });
const inDialog = async (name: string) =>
  within(await screen.findByRole('dialog')).getByRole('button', { name });

const secretSpec: SecretSpec = {
  kind: 'secret',
  cluster: 'prod-1',
  team: 'group:default/team-payments',
  purpose: '',
  namespace: 'payments',
  name: 'payments-dev',
  serviceAccount: 'app',
  keys: ['DB_PASSWORD'],
};

function aSecret(changes: Partial<RequestPage> = {}): RequestPage {
  return aPage({
    kind: 'secret',
    state: 'live',
    approvedRevision: 1,
    spec: secretSpec,
    may: { ...aPage().may, writeValue: true },
    ...changes,
  });
}

const versions = () => ({
  path: 'secret/paddock/prod-1/payments/apps/db',
  current: 1,
  versions: [{ version: 1, createdAt: '2026-11-20T09:00:00.000Z' }],
});

describe('the values of a secret', () => {
  const canary = 'canary-3b9f';

  it('are written once, and kept nowhere', async () => {
    const routes = renderSecret(aSecret(), {
      [`GET /requests/${id}/versions`]: versions,
      [`PUT /requests/${id}/value`]: done,
    });
    expect(
      await screen.findByRole('table', { name: 'Versions of the values' }),
    ).toHaveTextContent('Current');
    await userEvent.click(button('Write values'));
    const value = await screen.findByLabelText('Value of DB_PASSWORD');
    expect(value).toHaveAttribute('type', 'password');
    expect(value).toHaveAttribute('autocomplete', 'off');
    await userEvent.type(value, canary);
    await userEvent.click(button('Show the value of DB_PASSWORD'));
    expect(value).toHaveAttribute('type', 'text');
    await userEvent.click(await inDialog('Write to Vault'));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(routes.sent(`PUT /requests/${id}/value`)).toEqual([
      { data: { DB_PASSWORD: canary }, replaces: 1 },
    ]);
    expect(JSON.stringify({ ...sessionStorage })).not.toContain(canary);
    expect(JSON.stringify({ ...localStorage })).not.toContain(canary);
    expect(document.documentElement.outerHTML).not.toContain(canary);
  });

  it('are gone when the dialog is closed', async () => {
    renderSecret(aSecret(), {
      [`GET /requests/${id}/versions`]: versions,
    });
    await userEvent.click(button('Write values'));
    await userEvent.type(
      await screen.findByLabelText('Value of DB_PASSWORD'),
      canary,
    );
    await userEvent.click(await inDialog('Cancel'));
    await userEvent.click(button('Write values'));
    expect(await screen.findByLabelText('Value of DB_PASSWORD')).toHaveValue(
      '',
    );
  });

  it('need a key and a value each where the request names no keys', async () => {
    renderSecret(aSecret({ spec: { ...secretSpec, keys: [] } }), {
      [`GET /requests/${id}/versions`]: versions,
    });
    await userEvent.click(button('Write values'));
    const write = () => inDialog('Write to Vault');
    expect(await write()).toHaveAccessibleDescription(
      'At least one key with its value is needed.',
    );
    await userEvent.type(screen.getByLabelText('Key 1'), 'bad key');
    expect(await write()).toHaveAccessibleDescription(
      /can hold letters, digits/,
    );
    await userEvent.clear(screen.getByLabelText('Key 1'));
    await userEvent.type(screen.getByLabelText('Key 1'), 'TOKEN');
    expect(await write()).toHaveAccessibleDescription(
      'Every key needs a value, and every value a key.',
    );
    await userEvent.type(screen.getByLabelText('Value of TOKEN'), 'x');
    expect(await write()).not.toHaveAttribute('aria-disabled', 'true');
  });

  it('say so when Vault cannot be asked about them', async () => {
    renderSecret(aSecret(), {
      [`GET /requests/${id}/versions`]: () => refusal(503, 'Vault is sealed.'),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Vault is sealed.',
    );
  });
});
