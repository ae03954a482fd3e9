import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { scaffolderTemplatingExtensionPoint } from '@backstage/plugin-scaffolder-node/alpha';
import { scaffolderModulePaddock } from './module';

type Data = NonNullable<
  Parameters<typeof mockServices.rootConfig.factory>[0]
>['data'];

async function start(data: Data) {
  const addActions = jest.fn();
  const addTemplateGlobals = jest.fn();
  const addTemplateFilters = jest.fn();
  await startTestBackend({
    extensionPoints: [
      [scaffolderActionsExtensionPoint, { addActions }],
      [
        scaffolderTemplatingExtensionPoint,
        { addTemplateGlobals, addTemplateFilters },
      ],
    ],
    features: [
      scaffolderModulePaddock,
      mockServices.rootConfig.factory({ data }),
    ],
  });
  return {
    actions: addActions.mock.calls.flat().map(({ id }) => id),
    globals: addTemplateGlobals.mock.calls[0]?.[0],
  };
}

it('adds its actions, and tells templates the git server', async () => {
  const { actions, globals } = await start({
    integrations: {
      gitea: [{ host: 'localhost:7011', baseUrl: 'http://localhost:7011' }],
    },
    paddock: { builds: { registry: 'localhost:7012' } },
  });
  expect(actions).toEqual([
    'paddock:image:build',
    'paddock:workload:deploy',
    'paddock:source:resolve',
    'paddock:team:confirm',
    'paddock:namespace:request',
    'paddock:secret:request',
    'paddock:volume:request',
    'paddock:request:await',
  ]);
  expect(globals).toEqual({
    paddock: { gitHost: 'localhost:7011', gitUrl: 'http://localhost:7011' },
  });
});

it('starts without a git server or a builder', async () => {
  const { globals } = await start({});
  expect(globals).toEqual({ paddock: { gitHost: null, gitUrl: null } });
});

it.each([
  [{ registry: 'http://localhost:7012' }, 'without a scheme'],
  [{ registry: 'a', concurrency: 0 }, 'Set a positive number'],
  [{ registry: 'a', timeoutMinutes: -1 }, 'Set a positive number'],
])('refuses to start with builds %j', async (builds, message) => {
  await expect(start({ paddock: { builds } })).rejects.toThrow(message);
});
