import {
  fetchApiRef,
  identityApiRef,
  type IdentityApi,
} from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { RequestKind } from '@paddock/backstage-plugin-paddock-common';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { aCheck, createFakeRoutes, someOptions } from '../../testing/requests';
import { refusal } from '../../testing/refusal';
import { requestsRouteRef } from '../paths';
import { NewRequest } from './NewRequest';

function Address() {
  return <p data-testid="address">{useLocation().pathname}</p>;
}

type Answers = Parameters<typeof createFakeRoutes>[0];

const identity: Partial<IdentityApi> = {
  getBackstageIdentity: async () => ({
    type: 'user',
    userEntityRef: 'user:default/ben',
    ownershipEntityRefs: [],
  }),
};

function renderForm(kind: RequestKind, answers: Answers = {}, query = '') {
  const routes = createFakeRoutes({
    'GET /requests/options': () => someOptions(),
    'POST /requests/check': () => aCheck(),
    'POST /requests': () => ({ id: 'id-new' }),
    ...answers,
  });
  renderInTestApp(
    <>
      <NewRequest kind={kind} />
      <Address />
    </>,
    {
      apis: [
        [fetchApiRef, routes.fetchApi],
        [identityApiRef, identity as IdentityApi],
        [catalogApiRef, { getEntities: async () => ({ items: [] }) } as never],
      ],
      initialRouteEntries: [`/requests/new/${kind}${query}`],
      mountedRoutes: { '/requests': requestsRouteRef },
    },
  );
  return routes;
}

const field = (label: string | RegExp) => screen.findByLabelText(label);
const send = () => screen.getByRole('button', { name: 'Send the request' });
const preview = () => screen.getByRole('region', { name: 'What will happen' });

async function fillNamespace() {
  await userEvent.type(await field('Name'), 'payments-dev');
}

describe('NewRequest', () => {
  beforeEach(() => sessionStorage.clear());

  it('shows the shape of the form while it waits for what can be chosen from', async () => {
    renderForm('namespace', {
      'GET /requests/options': () => new Promise(() => {}),
    });
    expect(
      screen.getByRole('status', { name: 'Loading the form' }),
    ).toBeInTheDocument();
  });

  it('says what is still needed, asks for nothing yet, and says so at the button', async () => {
    const routes = renderForm('namespace');
    expect(
      await screen.findByText('Fill in Name to see what will happen.'),
    ).toBeInTheDocument();
    expect(send()).toHaveAttribute('aria-disabled', 'true');
    expect(send()).toHaveAccessibleDescription('Still needed: Name.');
    expect(routes.sent('POST /requests/check')).toHaveLength(0);
  });

  it('says live what will happen, with the evidence, once the typing slows down', async () => {
    const routes = renderForm('namespace');
    await fillNamespace();
    expect(
      await screen.findByText(/Will be approved at once/),
    ).toBeInTheDocument();
    const asked = routes.sent('POST /requests/check');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      spec: { kind: 'namespace', name: 'payments-dev', cluster: 'prod-1' },
    });
    expect(
      within(preview()).getByRole('meter', { name: 'CPU' }),
    ).toHaveAttribute(
      'aria-valuetext',
      '2 cores of 8 cores granted now, 4 cores after this',
    );
    await userEvent.click(
      screen.getByRole('button', { name: /What is made: 1 object/ }),
    );
    expect(
      await screen.findByLabelText('YAML of Namespace payments-dev'),
    ).toHaveTextContent('kind: Namespace');
    expect(
      screen.getByLabelText(
        'policy of Vault policy paddock-ns.prod-1.payments-dev',
      ),
    ).toHaveTextContent('capabilities = ["read"]');
    await userEvent.click(
      screen.getByRole('button', { name: 'Dry run on the cluster (1)' }),
    );
    expect(screen.getByText('Accepted')).toBeInTheDocument();
  });

  it('says who has to approve, and why', async () => {
    renderForm('namespace', {
      'POST /requests/check': () =>
        aCheck({
          verdict: {
            say: 'approval',
            because: ['It asks for 40Gi of storage.'],
            approvers: ['group:default/team-payments-leads'],
          },
        }),
    });
    await fillNamespace();
    expect(
      await screen.findByText(
        'Needs a lead of team-payments: It asks for 40Gi of storage.',
      ),
    ).toBeInTheDocument();
    expect(send()).not.toHaveAttribute('aria-disabled', 'true');
  });

  it('says why it is not possible, and what would be', async () => {
    renderForm('namespace', {
      'POST /requests/check': () =>
        aCheck({
          verdict: {
            say: 'no',
            because: ['The team has 3 CPU left, this asks for 4.'],
            instead: 'Ask for 3 CPU',
          },
        }),
    });
    await fillNamespace();
    const sentence = 'Not possible: The team has 3 CPU left, this asks for 4.';
    await waitFor(() => expect(preview()).toHaveTextContent(sentence));
    expect(
      screen.getByText('Possible would be: Ask for 3 CPU.'),
    ).toBeInTheDocument();
    expect(send()).toHaveAccessibleDescription(sentence);
  });

  it('says at its field what cannot be as it is', async () => {
    renderForm('namespace', {
      'POST /requests/check': () =>
        aCheck({
          problems: [
            { path: 'quota.cpu', message: 'This is not an amount.' },
            { path: 'name', message: 'kube-system is reserved.' },
          ],
        }),
    });
    await fillNamespace();
    await waitFor(async () =>
      expect(await field('CPU')).toHaveAccessibleDescription(
        'This is not an amount.',
      ),
    );
    expect(await field('Name')).toBeInvalid();
    expect(preview()).toHaveTextContent('Name: kube-system is reserved.');
    expect(send()).toHaveAccessibleDescription(
      'Some fields cannot be as they are: CPU and Name.',
    );
  });

  it('says that it could not be checked, and checks again on a click', async () => {
    let away = true;
    renderForm('namespace', {
      'POST /requests/check': () =>
        away ? refusal(503, 'Cluster prod-1 is away.') : aCheck(),
    });
    await fillNamespace();
    expect(
      await screen.findByText(/not known. Cluster prod-1 is away\./),
    ).toBeInTheDocument();
    away = false;
    await userEvent.click(screen.getByRole('button', { name: 'Check again' }));
    expect(
      await screen.findByText(/Will be approved at once/),
    ).toBeInTheDocument();
  });

  it('sends it once with a key of its own, and goes to its page', async () => {
    const routes = renderForm(
      'namespace',
      {},
      '?component=component:default/x',
    );
    await fillNamespace();
    await screen.findByText(/Will be approved at once/);
    await userEvent.dblClick(send());
    await waitFor(() =>
      expect(screen.getByTestId('address')).toHaveTextContent(
        '/requests/id-new',
      ),
    );
    expect(routes.sent('POST /requests')).toEqual([
      {
        draft: false,
        spec: expect.objectContaining({
          name: 'payments-dev',
          component: 'component:default/x',
          team: 'group:default/team-payments',
        }),
      },
    ]);
    const made = routes.calls.find(({ path }) => path === '/requests');
    expect(made?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
    expect(sessionStorage).toHaveLength(0);
  });

  it('shows a refusal, and loses nothing', async () => {
    renderForm('namespace', {
      'POST /requests': () => refusal(409, 'The name is taken.'),
    });
    await fillNamespace();
    await screen.findByText(/Will be approved at once/);
    await userEvent.click(send());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The name is taken.',
    );
    expect(await field('Name')).toHaveValue('payments-dev');
  });

  it('keeps a draft without a check', async () => {
    const routes = renderForm('namespace');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Keep as a draft' }),
    );
    await waitFor(() =>
      expect(routes.sent('POST /requests')).toEqual([
        { draft: true, spec: expect.objectContaining({ name: '' }) },
      ]),
    );
  });

  it('keeps the form over a reload of the page', async () => {
    renderForm('namespace');
    await fillNamespace();
    cleanup();
    renderForm('namespace');
    expect(await field('Name')).toHaveValue('payments-dev');
    await userEvent.click(screen.getByRole('button', { name: 'Start over' }));
    expect(await field('Name')).toHaveValue('');
    expect(sessionStorage).toHaveLength(0);
  });

  it('asks for the names of keys, and for no value', async () => {
    const routes = renderForm('secret', {}, '?namespace=payments');
    await userEvent.type(await field('Name'), 'db');
    await userEvent.type(await field('Add key'), 'DB_PASSWORD{Enter}');
    await screen.findByText(/Will be approved at once/);
    await waitFor(() =>
      expect(routes.sent('POST /requests/check').at(-1)).toMatchObject({
        spec: {
          kind: 'secret',
          namespace: 'payments',
          serviceAccount: 'app',
          keys: ['DB_PASSWORD'],
        },
      }),
    );
    expect(document.querySelector('input[type=password]')).toBeNull();
  });

  it('says why there is nothing to ask for', async () => {
    renderForm('namespace', {
      'GET /requests/options': () => someOptions({ teams: [] }),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /You belong to no team/,
    );
  });

  it.each([
    [
      'the missing permission',
      refusal(403, 'No.', { permission: 'paddock.request.create' }),
      "lacks the portal's permission paddock.request.create",
    ],
    [
      'what else is the reason',
      refusal(403, '"user:development/guest" is no person of the catalog'),
      'You may not see this form."user:development/guest" is no person of the catalog.',
    ],
  ])('names %s', async (_, answer, shown) => {
    renderForm('namespace', {
      'GET /requests/options': () => answer,
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(shown);
  });

  it('says what failed, and tries again on a click', async () => {
    let away = true;
    renderForm('namespace', {
      'GET /requests/options': () =>
        away ? refusal(503, 'The database is away.') : someOptions(),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away.',
    );
    away = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await field('Name')).toBeInTheDocument();
  });
});
