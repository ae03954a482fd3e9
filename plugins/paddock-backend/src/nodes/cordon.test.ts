import type { NodeWire } from '../kube/objects/storageObjects';
import { cordonOf } from './cordon';

const marks = {
  'paddock.internal/cordoned-by': 'petra@paddock.example',
  'paddock.internal/cordoned-why': 'a new disk',
  'paddock.internal/cordoned-at': '2026-01-02T00:00:00.000Z',
};

const setBy = (manager: string, field = 'f:unschedulable') => [
  { manager: 'kubelet', fieldsV1: { 'f:status': {} } },
  { manager, fieldsV1: { 'f:spec': { [field]: {} } } },
];

const node = (
  unschedulable: boolean | undefined,
  metadata: NodeWire['metadata'],
): NodeWire => ({ metadata, spec: { unschedulable } });

const others = { by: 'others' };

describe('who keeps pods off a node', () => {
  it.each([
    ['nobody', node(undefined, {}), undefined],
    ['nobody, by the API server’s default', node(false, {}), undefined],
    [
      'nobody, whatever marks are left over',
      node(undefined, { annotations: marks, managedFields: setBy('paddock') }),
      undefined,
    ],
    [
      'a person, by the portal',
      node(true, { annotations: marks, managedFields: setBy('paddock') }),
      {
        by: 'person',
        user: 'petra@paddock.example',
        why: 'a new disk',
        at: '2026-01-02T00:00:00.000Z',
      },
    ],
    [
      'somebody with kubectl',
      node(true, { managedFields: setBy('kubectl') }),
      others,
    ],
    [
      'somebody with kubectl, after an older cordon by the portal',
      node(true, { annotations: marks, managedFields: setBy('kubectl') }),
      others,
    ],
    [
      'somebody else, while the portal has set another field',
      node(true, {
        annotations: marks,
        managedFields: setBy('paddock', 'f:taints'),
      }),
      others,
    ],
    [
      'somebody whom a mark does not name',
      node(true, {
        annotations: { ...marks, 'paddock.internal/cordoned-by': '' },
        managedFields: setBy('paddock'),
      }),
      others,
    ],
    ['somebody in a cluster that tells nothing', node(true, null), others],
  ])('is %s', (_, given, expected) => {
    expect(cordonOf(given)).toEqual(expected);
  });
});
