import type { Entity } from '@backstage/catalog-model';
import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  type FieldExtensionOptions,
  SecretsContextProvider,
} from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import type { RequestOptions } from '@paddock/backstage-plugin-paddock-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ClusterPicker } from './ClusterPicker';
import { NamespacePicker, validatePlace } from './NamespacePicker';
import { ServicePicker } from './ServicePicker';
import { StorageClassPicker } from './StorageClassPicker';

const extensions = [
  {
    name: 'PaddockNamespacePicker',
    component: NamespacePicker,
    validation: validatePlace,
  },
  { name: 'PaddockClusterPicker', component: ClusterPicker },
  { name: 'PaddockStorageClassPicker', component: StorageClassPicker },
  { name: 'PaddockServicePicker', component: ServicePicker },
] as unknown as FieldExtensionOptions[];

const reach = { state: 'live' as const };
const localPath = {
  name: 'local-path',
  accessModes: ['ReadWriteOnce' as const],
  allowExpansion: false,
  provisionerRuns: true,
  survivesNodeLoss: false,
};
const options: RequestOptions = {
  clusters: [
    {
      name: 'local',
      reach,
      storageClasses: [
        localPath,
        { ...localPath, name: 'nfs', provisionerRuns: false },
      ],
    },
  ],
  teams: [],
  namespaces: [
    { cluster: 'local', namespace: 'shop' },
    { cluster: 'local', namespace: 'payments' },
  ],
};

function component(name: string, owner: string, annotations = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
    spec: { type: 'service', owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

const inKubernetes = { 'backstage.io/kubernetes-id': 'x' };
const payments = 'group:default/team-payments';
const catalog = catalogApiMock({
  entities: [
    component('payments-api', payments, inKubernetes),
    component('payments-web', payments, inKubernetes),
    component('payments-library', payments),
    component('shop-api', 'group:default/team-shop', inKubernetes),
    component('bens-own', 'user:default/ben', inKubernetes),
  ],
});

/** A page of a template's form as the scaffolder shows it; resolves with what the person fills in. */
async function renderForm(
  properties: Record<string, object>,
  answer: () => Response = () => Response.json(options),
  ownershipEntityRefs: string[] = [],
) {
  const required = Object.keys(properties).filter(
    name => !('ui:options' in (properties[name] ?? {})),
  );
  const asked: string[] = [];
  const created = jest.fn();
  renderInTestApp(
    <SecretsContextProvider>
      <Stepper
        extensions={extensions}
        manifest={{
          title: 'A template',
          steps: [
            {
              title: 'A page',
              schema: {
                type: 'object',
                required,
                properties: properties as never,
              },
            },
          ],
        }}
        onCreate={created}
      />
    </SecretsContextProvider>,
    {
      apis: [
        [catalogApiRef, catalog as never],
        mockApis.identity({ ownershipEntityRefs }),
        [
          discoveryApiRef,
          { getBaseUrl: async (plugin: string) => `/api/${plugin}` },
        ],
        [
          fetchApiRef,
          {
            fetch: async (url: RequestInfo | URL) => {
              asked.push(String(url));
              return answer();
            },
          },
        ],
      ],
    },
  );
  await screen.findByRole('button', { name: 'Review' });
  const send = async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    const create = await screen.findByRole('button', { name: 'Create' });
    await userEvent.click(create);
    await waitFor(() => expect(created).toHaveBeenCalled());
    return created.mock.calls[0][0];
  };
  return { asked, send };
}

const namespace = {
  title: 'Namespace',
  type: 'object',
  'ui:field': 'PaddockNamespacePicker',
};
const storageClass = {
  title: 'Storage class',
  type: 'string',
  'ui:field': 'PaddockStorageClassPicker',
};

// The form scrolls to its top with each page.
beforeEach(() => {
  window.scrollTo = jest.fn();
});

describe('the namespace picker', () => {
  it('offers the namespaces of the person, and hands on where one is', async () => {
    const { asked, send } = await renderForm({ namespace });
    await screen.findByRole('option', { name: 'shop' });
    expect(asked).toEqual(['/api/paddock/requests/options']);

    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(await screen.findByText('Choose a namespace.')).toBeVisible();

    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: /Namespace/ }),
      'shop',
    );
    expect(await send()).toEqual({
      namespace: { cluster: 'local', namespace: 'shop' },
    });
  });

  it('may stay empty where the template says what that means', async () => {
    const emptyText = 'The one of the team';
    const { send } = await renderForm({
      namespace: {
        title: 'Namespace',
        'ui:field': 'PaddockNamespacePicker',
        'ui:options': { emptyText },
      },
    });
    const field = await screen.findByRole('combobox', { name: /Namespace/ });
    expect(field).toHaveDisplayValue(emptyText);
    expect(await send()).toEqual({});
  });

  it('says when there is none', async () => {
    await renderForm({ namespace }, () =>
      Response.json({ ...options, namespaces: [] }),
    );
    expect(await screen.findByText(/There is no namespace yet/)).toBeVisible();
  });

  it('says when the portal cannot tell', async () => {
    await renderForm({ namespace }, () =>
      Response.json(
        { error: { name: 'Error', message: 'The database is away.' } },
        { status: 503 },
      ),
    );
    expect(await screen.findByText(/The database is away/)).toBeVisible();
  });
});

it('chooses the only cluster and the only class that serves, and says why not the other', async () => {
  const { send } = await renderForm({
    cluster: {
      title: 'Cluster',
      type: 'string',
      'ui:field': 'PaddockClusterPicker',
    },
    storageClass,
  });
  expect(
    await screen.findByText('Not offered: nfs (nothing serves it now).'),
  ).toBeVisible();
  expect(
    screen.getByRole('option', { name: /local-path: One writer at a time/ }),
  ).toBeVisible();
  expect(await send()).toEqual({
    cluster: 'local',
    storageClass: 'local-path',
  });
});

describe('the service picker', () => {
  const service = {
    title: 'Service',
    type: 'string',
    'ui:field': 'PaddockServicePicker',
  };
  const offered = () =>
    screen
      .getAllByRole('option')
      .map(each => each.textContent)
      .filter(each => each !== 'Choose one');

  it('offers what the person and their groups own and run in Kubernetes', async () => {
    const { send } = await renderForm({ service }, undefined, [
      'user:default/ben',
      payments,
    ]);
    await screen.findByRole('option', { name: 'payments-api' });
    expect(offered()).toEqual(['bens-own', 'payments-api', 'payments-web']);

    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: /Service/ }),
      'payments-web',
    );
    expect(await send()).toEqual({
      service: 'component:default/payments-web',
    });
  });

  it.each([
    ['who owns nothing', ['user:default/eve']],
    ['of whom nobody knows who they are', []],
  ])('offers nothing to somebody %s', async (_, refs) => {
    await renderForm({ service }, undefined, refs);
    expect(
      await screen.findByText(/You don't own any services in Kubernetes/),
    ).toBeVisible();
    expect(offered()).toEqual([]);
  });

  it('says when the catalog cannot tell', async () => {
    jest
      .spyOn(catalog, 'getEntities')
      .mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await renderForm({ service }, undefined, [payments]);
    expect(
      await screen.findByText(/The portal cannot be reached/),
    ).toBeVisible();
  });
});
