import { mockCredentials } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  type RequestsPortal,
  startRequestsPortal,
} from '../../../testing/requests';
import {
  createCaller,
  production,
  smallNamespace,
} from '../../../testing/requestsCaller';

let portal: RequestsPortal;
let id: string;
const { post } = createCaller(() => portal);

beforeAll(async () => {
  portal = await startRequestsPortal();
  const spec = production('seen');
  id = (await post('ben', '/requests', { spec })).body.id;
});
afterAll(() => portal.stop());

const as = (name: string) => mockCredentials.user(`user:default/${name}`);
const invoke = async (
  name: string,
  input: object,
  credentials:
    | ReturnType<typeof as>
    | ReturnType<typeof mockCredentials.service>,
) =>
  (
    await portal.actions.invoke({
      id: `test:${name}`,
      input: input as never,
      credentials,
    })
  ).output as JsonObject;

it('only look', () => {
  const { actions } = portal.actions;
  expect([...actions.values()].map(({ name }) => name).sort()).toEqual([
    'check-request',
    'get-request',
    'list-requests',
  ]);
  for (const { attributes } of actions.values()) {
    expect(attributes).toMatchObject({ readOnly: true, destructive: false });
  }
});

it('tell a person what the portal tells them', async () => {
  const list = await invoke('list-requests', { scope: 'mine' }, as('ben'));
  expect(list).toMatchObject({ items: [{ id }], matching: 1 });
  const { request } = await invoke('get-request', { id }, as('ben'));
  expect(request).toMatchObject({ id, state: 'waiting' });
  const spec = smallNamespace('kube-x');
  const { check } = await invoke('check-request', { spec }, as('ben'));
  expect(check).toMatchObject({ problems: [{ path: 'name' }] });
});

it('tell others nothing', async () => {
  const list = await invoke('list-requests', { scope: 'all' }, as('emil'));
  expect(list).toEqual({ items: [], matching: 0, waitingForMe: 0 });
  await expect(invoke('get-request', { id }, as('emil'))).rejects.toThrow(
    'There is no such request that you may see.',
  );
});

it.each([
  ['list-requests', {}],
  ['get-request', { id: 'x' }],
  ['check-request', { spec: {} }],
])('refuse a service: %s', async (name, input) => {
  await expect(invoke(name, input, mockCredentials.service())).rejects.toThrow(
    'Act for a person',
  );
});

it('take no specification that the portal would not', async () => {
  const spec = { ...smallNamespace('x'), owner: 'x' };
  await expect(
    invoke('check-request', { spec }, as('ben')),
  ).rejects.toMatchObject({ name: 'InputError' });
});
