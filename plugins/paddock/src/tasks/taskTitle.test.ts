import type { ScaffolderTask } from '@backstage/plugin-scaffolder-react';
import { taskTitle, templateTitle } from './taskTitle';

const task = (parameters: object, templateInfo?: object) =>
  ({
    id: '6f1c7a52-0000-4000-8000-000000000000',
    spec: { parameters, templateInfo },
  } as unknown as ScaffolderTask);

it.each([
  ['a new service', { name: 'shop-web', owner: 'group:default/a' }, 'shop-web'],
  [
    'a release of a branch',
    { component: 'component:default/payments-api', revision: 'feature/login' },
    'payments-api at feature/login',
  ],
  ['a template of others', { component_id: 'legacy' }, 'legacy'],
  ['what is no reference', { component: 'a:b:c/' }, 'a:b:c/'],
  ['a task that says nothing of it', { size: 3 }, 'Task 6f1c7a52'],
])('%s', (_, parameters, title) => {
  expect(taskTitle(task(parameters))).toBe(title);
});

it.each([
  [
    { entity: { metadata: { name: 'release', title: 'Roll out' } } },
    'Roll out',
  ],
  [{ entity: { metadata: { name: 'release' } } }, 'release'],
  [undefined, 'Unknown template'],
])('names the template of %j', (info, title) => {
  expect(templateTitle(task({}, info))).toBe(title);
});
