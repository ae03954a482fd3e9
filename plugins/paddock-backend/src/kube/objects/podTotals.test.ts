import type { PodObject } from './objects';
import { initRequesters, podTotals } from './podTotals';

type Spec = NonNullable<PodObject['spec']>;

const resources = (cpu?: string, memory?: string) => ({
  requests: { ...(cpu && { cpu }), ...(memory && { memory }) },
});
const container = (cpu?: string, memory?: string, name = 'api') => ({
  name,
  resources: resources(cpu, memory),
});
const sidecar = (cpu: string) => ({
  ...container(cpu, undefined, 'proxy'),
  restartPolicy: 'Always',
});

describe('what a pod asks for', () => {
  it.each<[string, Spec, Record<string, string>]>([
    ['nothing', { containers: [container()] }, {}],
    [
      'the sum of its containers',
      { containers: [container('100m', '64Mi'), container('1', '1Gi')] },
      { cpu: '1100m', memory: '1088Mi' },
    ],
    [
      'its largest init container, when that is more',
      {
        initContainers: [container('3'), container('2')],
        containers: [container('100m', '64Mi')],
      },
      { cpu: '3', memory: '64Mi' },
    ],
    [
      'its sidecars, too',
      { initContainers: [sidecar('50m')], containers: [container('100m')] },
      { cpu: '150m' },
    ],
    [
      'an init container beside the sidecars that were started before it',
      {
        initContainers: [sidecar('50m'), container('1'), sidecar('200m')],
        containers: [container('100m')],
      },
      { cpu: '1050m' },
    ],
    [
      'what it says of itself, of what a pod can have',
      {
        containers: [container('100m', '64Mi')],
        resources: { requests: { cpu: '2', 'example.com/gpu': '1' } },
      },
      { cpu: '2', memory: '64Mi' },
    ],
    [
      'what its sandbox needs',
      {
        containers: [container('100m')],
        overhead: { cpu: '10m', memory: '1Mi' },
      },
      { cpu: '110m', memory: '1Mi' },
    ],
    [
      'fractions of bytes and powers of ten',
      { containers: [container(undefined, '100M'), container('1u', '1Mi')] },
      { cpu: '1u', memory: '101048576' },
    ],
    [
      'no nonsense',
      { containers: [container('much', '1Mi')] },
      { memory: '1Mi' },
    ],
  ])('is %s', (_, spec, expected) => {
    expect(podTotals({ spec }).requests).toEqual(expected);
  });

  it('is, while it is resized, the larger of what it has and what it is to have', () => {
    const pod = (status: PodObject['status']): PodObject => ({
      spec: { containers: [container('1', '64Mi')] },
      status,
    });
    const containerStatuses = [
      {
        name: 'api',
        resources: { requests: { cpu: '2' } },
        allocatedResources: { cpu: '1500m', memory: '32Mi' },
      },
    ];
    expect(podTotals(pod({ containerStatuses })).requests).toEqual({
      cpu: '2',
      memory: '64Mi',
    });
    const conditions = [{ type: 'PodResizePending', reason: 'Infeasible' }];
    expect(podTotals(pod({ containerStatuses, conditions })).requests).toEqual({
      cpu: '2',
      memory: '32Mi',
    });
  });
});

describe('what a pod may not exceed', () => {
  const limited = (cpu: string) => ({
    name: 'api',
    resources: { limits: { cpu } },
  });

  it.each<[string, Spec, Record<string, string>]>([
    [
      'the sum of those that have a limit',
      { containers: [limited('1'), container('1')] },
      { cpu: '1' },
    ],
    [
      'that and what its sandbox needs, where there is a limit at all',
      {
        containers: [limited('1')],
        overhead: { cpu: '10m', memory: '1Mi' },
      },
      { cpu: '1010m' },
    ],
    [
      'what it says of itself',
      {
        containers: [limited('1')],
        resources: { limits: { cpu: '4', memory: '1Gi' } },
      },
      { cpu: '4', memory: '1Gi' },
    ],
  ])('is %s', (_, spec, expected) => {
    expect(podTotals({ spec }).limits).toEqual(expected);
  });
});

describe('the init container that makes a pod request so much', () => {
  const init = (name: string, cpu: string, memory?: string) =>
    container(cpu, memory, name);

  it.each<[string, Spec, Record<string, string>]>([
    [
      'is named where the others need less',
      {
        initContainers: [init('migrate', '1'), init('fill', '64')],
        containers: [container('100m', '1Gi')],
      },
      { cpu: 'fill' },
    ],
    [
      'is nobody where the containers need as much',
      { initContainers: [init('fill', '1')], containers: [container('2')] },
      {},
    ],
    [
      'is nobody where two ask for the same',
      {
        initContainers: [init('a', '2'), init('b', '2')],
        containers: [container('1')],
      },
      {},
    ],
    [
      'is nobody where the pod says it of itself',
      {
        initContainers: [init('fill', '64')],
        containers: [container('1')],
        resources: { requests: { cpu: '2' } },
      },
      {},
    ],
  ])('%s', (_, spec, expected) => {
    expect(initRequesters({ spec })).toEqual(expected);
  });
});
