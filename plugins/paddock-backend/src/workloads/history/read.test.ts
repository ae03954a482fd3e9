import type { Actor } from '../../access/act';
import { readWorkloadObject } from './read';

const template = { spec: { containers: [{ name: 'main' }] } };
const metadata = { name: 'report' };

it.each([
  ['Deployment', { template }],
  // A CronJob's own template is one of Jobs.
  ['CronJob', { schedule: '@daily', jobTemplate: { spec: { template } } }],
] as const)('tells other rooms the pods of a %s', async (kind, spec) => {
  const connection = { request: async () => ({ metadata, spec }) };
  const actor = { cluster: { connection }, as: { user: 'ben', groups: [] } };
  const found = await readWorkloadObject(actor as unknown as Actor, {
    cluster: 'local',
    namespace: 'payments',
    kind,
    name: 'report',
  });
  expect(found).toEqual({ metadata, spec: { template } });
});
