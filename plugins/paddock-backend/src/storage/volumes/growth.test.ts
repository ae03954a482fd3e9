import { growthOf } from './growth';

const GiB = 2 ** 30;
const sizes = { requested: 20 * GiB, capacity: 10 * GiB };

describe('a change of size in words', () => {
  it.each<[string, object, string | undefined, RegExp]>([
    ['nothing reported yet', {}, 'growing', /20Gi are asked for/],
    [
      'the controller works',
      { allocatedResourceStatuses: { storage: 'ControllerResizeInProgress' } },
      'growing',
      /storage is making it larger/,
    ],
    [
      'the controller cannot',
      { allocatedResourceStatuses: { storage: 'ControllerResizeInfeasible' } },
      'failed',
      /cannot make it that large/,
    ],
    [
      'the node waits',
      { allocatedResourceStatuses: { storage: 'NodeResizePending' } },
      'waits-for-pod',
      /when a pod mounts it/,
    ],
    [
      'the node works',
      { allocatedResourceStatuses: { storage: 'NodeResizeInProgress' } },
      'growing',
      /node is making/,
    ],
    [
      'the node cannot',
      { allocatedResourceStatuses: { storage: 'NodeResizeInfeasible' } },
      'failed',
      /node cannot/,
    ],
    [
      'a condition alone',
      { conditions: [{ type: 'FileSystemResizePending', status: 'True' }] },
      'waits-for-pod',
      /when a pod mounts it/,
    ],
    [
      'a condition that is over',
      { conditions: [{ type: 'Resizing', status: 'False' }] },
      'growing',
      /has not begun/,
    ],
    [
      'an error beside a state',
      {
        allocatedResourceStatuses: { storage: 'ControllerResizeInProgress' },
        conditions: [
          {
            type: 'ControllerResizeError',
            status: 'True',
            message: 'quota exceeded',
          },
        ],
      },
      'failed',
      /It says: quota exceeded/,
    ],
  ])('%s', (_, status, state, text) => {
    expect(growthOf({ status }, sizes)).toEqual({
      state,
      text: expect.stringMatching(text),
    });
  });

  it('says nothing of a volume that has its size', () => {
    expect(
      growthOf({ status: {} }, { requested: GiB, capacity: GiB }),
    ).toBeUndefined();
    expect(growthOf({ status: {} }, { requested: GiB })).toBeUndefined();
  });
});
