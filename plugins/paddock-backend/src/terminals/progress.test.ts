import type { PodObject } from '../kube/objects';
import { progressOf } from './progress';

const waiting = (reason: string, message?: string) => ({
  containerStatuses: [
    {
      name: 'shell',
      state: { waiting: { reason, ...(message && { message }) } },
    },
  ],
});

describe('what a container waits for', () => {
  it.each([
    [{}, 'Its image is fetched, and it is started.'],
    [waiting('ContainerCreating'), 'Its image is fetched, and it is started.'],
    [
      waiting('ErrImagePull', 'no such image'),
      'It cannot start: ErrImagePull: no such image',
    ],
    [
      {
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            message: '0/3 nodes are available',
          },
        ],
      },
      'No node takes it yet: 0/3 nodes are available',
    ],
  ])('%j', (status, message) => {
    const pod = { metadata: {}, status } as PodObject;
    expect(progressOf(pod, 'shell')).toEqual({ is: 'waiting', message });
  });

  it.each([
    [
      { containerStatuses: [{ name: 'shell', state: { running: {} } }] },
      { is: 'running' },
    ],
    [
      {
        ephemeralContainerStatuses: [
          { name: 'shell', state: { terminated: { exitCode: 2 } } },
        ],
      },
      { is: 'over', code: 2 },
    ],
    [
      { phase: 'Failed', reason: 'Evicted', message: 'no disk' },
      { is: 'hopeless', message: 'no disk' },
    ],
  ])('or that it does not: %j', (status, expected) => {
    const pod = { metadata: {}, status } as PodObject;
    expect(progressOf(pod, 'shell')).toEqual(expected);
  });
});
