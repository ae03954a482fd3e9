import { object, ownedBy } from '../../../testing/situations/diagnosing';
import { trim } from '../../../testing/situations';
import type { DeploymentRow, ReplicaSetRow } from '../../kube/watch/rows';
import { projectGuard } from './project';

const at = '2026-11-25T14:02:00.000Z';
const record = {
  from: 8,
  to: 7,
  set: 'api-8',
  at,
  images: { from: ['api:8'], to: ['api:7'] },
};

const deploymentAt = (revision: string) =>
  object('Deployment', 'api', {
    metadata: {
      annotations: {
        'deployment.kubernetes.io/revision': revision,
        'paddock.internal/rollback': 'on-deadline',
        'paddock.internal/rolled-back': JSON.stringify([record]),
      },
    },
  });

const setAt = (name: string, revision: string) =>
  object('ReplicaSet', name, {
    metadata: {
      ...ownedBy('Deployment', 'api'),
      annotations: { 'deployment.kubernetes.io/revision': revision },
    },
  });

const guard = (revision: string, newest: [name: string, revision: string]) => {
  const [row, ...sets] = trim([
    deploymentAt(revision),
    setAt('api-6', '6'),
    setAt(...newest),
  ]);
  return projectGuard(row as DeploymentRow, sets as ReplicaSetRow[]);
};

it('says that a revision that was rolled back from is not a second time', () => {
  expect(guard('10', ['api-8', '10'])).toMatchObject({ on: true, again: at });
});

it('promises it for a revision that is new', () => {
  expect(guard('10', ['api-10', '10'])).not.toHaveProperty('again');
});
