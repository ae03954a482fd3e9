import { trim } from '../../testing/situations';
import type { QuotaRow } from '../kube/watch/rows/scaling';
import { projectQuota } from './project';

const project = (spec: object, status: object) => {
  const metadata = {
    name: 'team',
    namespace: 'payments',
    uid: 'q',
    resourceVersion: '1',
  };
  const [row] = trim([
    { kind: 'ResourceQuota', metadata, spec, status } as {
      kind: string;
      metadata: object;
    },
  ]);
  return projectQuota(row as QuotaRow);
};

describe('what a quota admits', () => {
  it('is divided into requests and limits, in the order of their names', () => {
    expect(
      project(
        {},
        {
          hard: {
            pods: '10',
            'limits.memory': '4Gi',
            limits: '3',
            'count/deployments.apps': '5',
            'limits.cpu': '2',
            'requests.cpu': '1',
          },
          used: { pods: '3', 'limits.cpu': '500m', 'requests.cpu': '250m' },
        },
      ),
    ).toEqual({
      name: 'team',
      scopes: [],
      requests: [
        { resource: 'count/deployments.apps', used: '0', hard: '5' },
        { resource: 'limits', used: '0', hard: '3' },
        { resource: 'pods', used: '3', hard: '10' },
        { resource: 'requests.cpu', used: '250m', hard: '1' },
      ],
      limits: [
        { resource: 'limits.cpu', used: '500m', hard: '2' },
        { resource: 'limits.memory', used: '0', hard: '4Gi' },
      ],
    });
  });

  it('says which objects are counted', () => {
    const scopeSelector = {
      matchExpressions: [{ scopeName: 'PriorityClass', operator: 'Exists' }],
    };
    expect(
      project({ scopes: ['NotTerminating'], scopeSelector }, {}).scopes,
    ).toEqual(['NotTerminating', 'PriorityClass']);
  });

  it('is nothing before the controller has looked at it', () => {
    expect(project({ hard: { pods: '1' } }, {})).toMatchObject({
      requests: [],
      limits: [],
    });
  });
});
