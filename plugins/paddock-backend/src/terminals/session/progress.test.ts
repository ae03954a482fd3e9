import type { PodObject } from '../../kube/objects/objects';
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
      waiting('CreateContainerError', 'no such device'),
      'It cannot start: CreateContainerError: no such device',
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

  it.each([
    [
      'ErrImagePull',
      'rpc error: code = NotFound desc = failed to pull and unpack image "registry.example/tools:9": failed to resolve reference "registry.example/tools:9": registry.example/tools:9: not found',
      'Its registry has no such image or tag.',
    ],
    [
      'ImagePullBackOff',
      'Back-off pulling image "registry.example/tools:9": ErrImagePull: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      'Its registry denies it, or has no such image.',
    ],
    [
      'ErrImagePull',
      'failed to do request: Head "https://registry.example/v2/tools/manifests/9": dial tcp: lookup registry.example on 10.96.0.10:53: no such host',
      'Its registry cannot be reached from the node.',
    ],
    [
      'ErrImagePull',
      'failed to do request: tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'The node does not trust its registry.',
    ],
    [
      'ErrImagePull',
      '429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit',
      'Its registry limits how much is fetched.',
    ],
    [
      'ErrImagePull',
      'no match for platform in manifest: not found',
      'It is not there for the architecture of the node.',
    ],
    [
      'ImagePullBackOff',
      'Back-off pulling image "registry.example/tools:9"',
      'The node gives no reason that is known here: ImagePullBackOff.',
    ],
    [
      'InvalidImageName',
      'couldn\'t parse image name "registry.example/tools:9": invalid reference format',
      'This is no name of an image.',
    ],
    ['ErrImageNeverPull', undefined, 'It is not on the node'],
  ])(
    'or that its image cannot be had, in words: %s: %s',
    (reason, message, told) => {
      const image = 'registry.example/tools:9';
      for (const [containers, statuses] of [
        ['containers', 'containerStatuses'],
        ['ephemeralContainers', 'ephemeralContainerStatuses'],
      ] as const) {
        const found = progressOf(
          {
            spec: { [containers]: [{ name: 'shell', image }] },
            status: { [statuses]: waiting(reason, message).containerStatuses },
          } as PodObject,
          'shell',
        );
        expect(found).toEqual({
          is: 'hopeless',
          message: expect.stringContaining(
            `The image ${image} cannot be had. ${told}`,
          ),
        });
        expect((found as { message: string }).message).not.toMatch(
          /rpc error|dial tcp|desc =/,
        );
      }
    },
  );
});
