import type { Workload } from '@paddock/backstage-plugin-paddock-common';
import { areaKey, createScope } from '../live/scope';
import { loadSituation } from '../../testing/situations';
import { scalingAreas, withinRights } from './partRights';
import { projectWorkload } from './project';

const { row, members } = loadSituation('deployment-settled');
const plain = projectWorkload(row, members, { cluster: 'local', now: 0 });
const scaled: Workload = {
  ...plain,
  autoscaling: {
    name: 'api',
    min: 2,
    max: 10,
    current: 3,
    desired: 3,
    metrics: [],
    quotaAdmits: 7,
    state: { is: 'scaling' },
  },
};
const [autoscalers, quotas] = scalingAreas(scaled).map(areaKey);

it.each([
  ['neither', [], undefined],
  ['quotas without autoscalers', [quotas], undefined],
  ['autoscalers alone', [autoscalers], { max: 10, quotaAdmits: undefined }],
  ['both', [autoscalers, quotas], { max: 10, quotaAdmits: 7 }],
])('who may list %s sees no more of what scales', (_, granted, expected) => {
  const scope = createScope(granted as string[]);
  const { autoscaling } = withinRights(scaled, scope);
  const { max, quotaAdmits } = autoscaling ?? {};
  expect(autoscaling && { max, quotaAdmits }).toEqual(expected);
});
