import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { createTaskLimit } from './taskLimit';

let backend: TestBackend;
/** Of everybody, as the scaffolder would list them. */
let tasks: Array<{ by: string; status: string }>;
let answers: Array<() => void>;
let isSlow: boolean;

/** As much of the scaffolder as the limit asks. */
const scaffolder = createBackendPlugin({
  pluginId: 'scaffolder',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        router: coreServices.httpRouter,
      },
      async init({ router, ...parts }) {
        router.use(createTaskLimit(parts));
        router.use(async (req, res) => {
          const credentials = await parts.httpAuth.credentials(req, {
            allow: ['user'],
          });
          const by = credentials.principal.userEntityRef;
          if (req.method === 'GET') {
            const { createdBy, status } = req.query;
            const own = tasks.filter(
              each =>
                each.by === createdBy &&
                (status as string[]).includes(each.status),
            );
            res.json({ totalTasks: own.length });
            return;
          }
          const start = () => {
            tasks.push({ by, status: 'processing' });
            res.status(201).json({ id: 'x' });
          };
          if (isSlow) answers.push(start);
          else start();
        });
      },
    });
  },
});

beforeAll(async () => {
  backend = await startTestBackend({ features: [scaffolder] });
}, 30_000);
afterAll(() => backend.stop());
beforeEach(() => {
  tasks = [];
  answers = [];
  isSlow = false;
});

const start = (name: string, path = '/v2/tasks') =>
  fetch(`http://localhost:${backend.server.port()}/api/scaffolder${path}`, {
    method: 'POST',
    headers: {
      authorization: mockCredentials.user.header(`user:default/${name}`),
    },
  });

it('lets a person have three tasks that run or wait, and others theirs', async () => {
  const ann = 'user:default/ann';
  tasks = [
    { by: ann, status: 'open' },
    { by: ann, status: 'processing' },
    { by: ann, status: 'completed' },
    { by: ann, status: 'failed' },
  ];
  expect((await start('ann')).status).toBe(201);
  const refused = await start('ann');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('30');
  expect((await refused.json()).error.message).toBe(
    'You have 3 tasks that run or wait. Start this one when one of them has ended, or cancel one.',
  );
  expect((await start('ann', '/v2/tasks/1/retry')).status).toBe(429);
  expect((await start('ann', '/v2/tasks/1/cancel')).status).toBe(201);
  expect((await start('ben')).status).toBe(201);
});

it('counts those that are started at the same time', async () => {
  isSlow = true;
  const refused: number[] = [];
  const all = Array.from({ length: 8 }, async () => {
    const { status } = await start('ann');
    if (status !== 201) refused.push(status);
    return status;
  });
  while (refused.length < 5 || answers.length < 3) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  answers.forEach(answer => answer());
  const started = (await Promise.all(all)).filter(status => status === 201);
  expect(started).toHaveLength(3);
  expect(refused).toEqual(Array(5).fill(429));
});
