import type { Entity } from '@backstage/catalog-model';
import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { UnregisterDialog } from './UnregisterDialog';

const location = 'url:https://git.example/pay/api/catalog-info.yaml';
const entityOf = (name: string, origin = location): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    uid: `uid-of-${name}`,
    annotations: { 'backstage.io/managed-by-origin-location': origin },
  },
});
const api = entityOf('payments-api');
const configured = entityOf('payments-old', 'file:/configured.yaml');

function open(entity: Entity, answer = new Response(null, { status: 204 })) {
  const asked: string[] = [];
  const catalog = catalogApiMock({
    entities: [api, entityOf('payments-db'), configured],
  });
  jest
    .spyOn(catalog, 'getLocationByRef')
    .mockImplementation(async ref =>
      ref === location
        ? { id: 'l1', type: 'url', target: 'x', entityRef: 'location:x/y' }
        : undefined,
    );
  const removedLocation = jest.spyOn(catalog, 'removeLocationById');
  const removedEntity = jest
    .spyOn(catalog, 'removeEntityByUid')
    .mockResolvedValue(undefined);
  const onDone = jest.fn();
  const onClose = jest.fn();
  renderInTestApp(
    <UnregisterDialog entity={entity} onDone={onDone} onClose={onClose} />,
    {
      apis: [
        [catalogApiRef, catalog as never],
        [discoveryApiRef, { getBaseUrl: async () => '/api/paddock' }],
        [
          fetchApiRef,
          {
            fetch: async (url: RequestInfo | URL, init?: RequestInit) => {
              asked.push(`${init?.method} ${url}`);
              return answer;
            },
          },
        ],
      ],
    },
  );
  const confirm = async () =>
    userEvent.click(await screen.findByRole('button', { name: 'Unregister' }));
  return { asked, removedLocation, removedEntity, onDone, onClose, confirm };
}

it('says what leaves with it, and asks Paddock', async () => {
  const { asked, removedLocation, onDone, onClose, confirm } = open(api);
  expect(
    await screen.findByText(new RegExp(`comes from ${location}`)),
  ).toBeVisible();
  const items = within(screen.getByRole('list')).getAllByRole('listitem');
  expect(items.map(each => each.textContent)).toEqual([
    'component:default/payments-api',
    'component:default/payments-db',
  ]);
  await confirm();
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(asked).toEqual([
    'DELETE /api/paddock/entities/component/default/payments-api/registration',
  ]);
  expect(onDone).toHaveBeenCalled();
  expect(removedLocation).not.toHaveBeenCalled();
});

it('shows a denial as what it is, and stays open', async () => {
  const message = 'Nothing that comes from there is yours to delete.';
  const { onDone, onClose, confirm } = open(
    api,
    Response.json(
      { error: { name: 'NotAllowedError', message } },
      { status: 403, statusText: 'Forbidden' },
    ),
  );
  await screen.findByRole('list');
  await confirm();
  expect(await screen.findByRole('alert')).toHaveTextContent(message);
  expect(onDone).not.toHaveBeenCalled();
  expect(onClose).not.toHaveBeenCalled();
});

it('deletes the entity itself where nobody has registered it', async () => {
  const { asked, removedEntity, onClose, confirm } = open(configured);
  expect(await screen.findByText(/Nobody has registered it/)).toBeVisible();
  await confirm();
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(removedEntity).toHaveBeenCalledWith('uid-of-payments-old');
  expect(asked).toEqual([]);
});
