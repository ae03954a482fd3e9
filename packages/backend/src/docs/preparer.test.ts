import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { createDocsPreparer } from './preparer';

const integrations = ScmIntegrations.fromConfig(
  mockServices.rootConfig({
    data: { integrations: { gitea: [{ host: 'git.example.com' }] } },
  }),
);

const repository =
  'url:https://git.example.com/shop/web/src/branch/main/catalog-info.yaml';

const entity = (annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'web',
    annotations: {
      'backstage.io/managed-by-location': repository,
      ...annotations,
    },
  },
});

function preparing(annotations: Record<string, string>) {
  const reader = mockServices.urlReader.mock({
    readTree: async url =>
      ({ etag: 'abc', dir: async () => `/work/of ${url}` } as never),
  });
  const preparer = createDocsPreparer(reader, integrations);
  expect(preparer.shouldCleanPreparedDirectory()).toBe(true);
  return { reader, prepared: preparer.prepare(entity(annotations)) };
}

describe('where the docs of an entity are fetched from', () => {
  it('is its repository', async () => {
    const { prepared } = preparing({ 'backstage.io/techdocs-ref': 'dir:.' });
    expect(await prepared).toEqual({
      preparedDir: '/work/of https://git.example.com/shop/web/src/branch/main/',
      etag: 'abc',
    });
  });

  it.each([
    ['its source', { 'backstage.io/source-location': 'file:/etc/x/any.yaml' }],
    [
      'its location',
      { 'backstage.io/managed-by-location': 'file:/etc/x/any.yaml' },
    ],
  ])('is not the machine, where it says so of %s', async (_, annotations) => {
    const { prepared, reader } = preparing({
      'backstage.io/techdocs-ref': 'dir:.',
      ...annotations,
    });
    await expect(prepared).rejects.toThrow(/folder of the portal's machine/);
    expect(reader.readTree).not.toHaveBeenCalled();
  });
});
