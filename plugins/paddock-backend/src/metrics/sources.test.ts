import { podGauges } from './sample/metricsApi';
import { nodeFactsOf } from './sample/nodes';
import { readCadvisor } from './sample/cadvisor';
import type { Wanted } from './sample/reading';
import { readSummary } from './sample/summary';

const all: Wanted = () => true;
const none: Wanted = () => false;
const time = '2026-11-23T12:00:00Z';
const atMs = Date.parse(time);
const node = { namespace: '', pod: '', container: '' };
const pod = { namespace: 'payments', pod: 'api-1', container: '' };
const app = { ...pod, container: 'app' };

const summaryOf = (...pods: object[]) =>
  JSON.stringify({
    node: {
      cpu: { time, usageNanoCores: 1_500_000_000 },
      memory: { workingSetBytes: 8_000 },
      network: { time, rxBytes: 10, txBytes: 20 },
    },
    pods,
  });

const aPod = (changes: object = {}) => ({
  podRef: { name: 'api-1', namespace: 'payments', uid: 'u' },
  containers: [
    {
      name: 'app',
      cpu: { usageNanoCores: 250_000_000 },
      memory: { workingSetBytes: 1_000, usageBytes: 5_000 },
    },
  ],
  cpu: { usageNanoCores: 251_000_000 },
  memory: { workingSetBytes: 1_100 },
  ...changes,
});

describe('a kubelet’s summary', () => {
  it('tells CPU in mCPU and memory as the working set, of the node, its pods and their containers', () => {
    expect(readSummary(summaryOf(aPod()), all).gauges).toEqual([
      { ...node, metric: 'cpu', value: 1_500 },
      { ...node, metric: 'memory', value: 8_000 },
      { ...pod, metric: 'cpu', value: 251 },
      { ...pod, metric: 'memory', value: 1_100 },
      { ...app, metric: 'cpu', value: 250 },
      { ...app, metric: 'memory', value: 1_000 },
    ]);
  });

  it('counts the network of a pod at the time that it was counted', () => {
    const network = { time, rxBytes: 300, txBytes: 400, name: 'eth0' };
    const { counters } = readSummary(summaryOf(aPod({ network })), all);
    expect(counters).toEqual([
      { ...node, metric: 'networkIn', part: '', at: atMs, value: 10 },
      { ...node, metric: 'networkOut', part: '', at: atMs, value: 20 },
      { ...pod, metric: 'networkIn', part: '', at: atMs, value: 300 },
      { ...pod, metric: 'networkOut', part: '', at: atMs, value: 400 },
    ]);
  });

  it('measures claims of the pod’s own namespace, once each', () => {
    const claim = { usedBytes: 3, capacityBytes: 9, name: 'data' };
    const pvcRef = { name: 'files', namespace: 'payments' };
    const volume = [
      { ...claim, pvcRef },
      { ...claim, pvcRef },
      { ...claim, pvcRef: { ...pvcRef, namespace: 'other' } },
      claim,
    ];
    const { volumes } = readSummary(summaryOf(aPod({ volume })), all);
    expect(volumes.get('payments/api-1')).toEqual([
      { claim: 'files', used: 3, capacity: 9 },
    ]);
  });

  it.each([
    ['a pod that is not wanted', aPod(), none],
    ['a pod without figures', { podRef: { name: 'a', namespace: 'b' } }, all],
    [
      'figures that are none',
      {
        podRef: { name: 'a', namespace: 'b' },
        cpu: { usageNanoCores: -1 },
        memory: { workingSetBytes: 'x' },
        network: { time: 'never', rxBytes: 1 },
      },
      all,
    ],
  ])('tells nothing of %s', (_, given, wanted) => {
    const { gauges, counters } = readSummary(summaryOf(given), wanted);
    expect(gauges.every(each => each.namespace === '')).toBe(true);
    expect(counters.every(each => each.namespace === '')).toBe(true);
  });

  it('is refused where it is something else', () => {
    expect(() => readSummary('<html>', all)).toThrow();
    expect(() => readSummary('{"pods":[{}]}', all)).toThrow();
  });
});

const labels = (container: string, more = '') =>
  `{container="${container}",id="/kubepods/x",image="i",name="n",namespace="payments",pod="api-1"${more}}`;

describe('what cAdvisor counts', () => {
  it.each([
    [
      'reads of a container, by device',
      `container_fs_reads_bytes_total${labels(
        'app',
        ',device="/dev/sda"',
      )} 4096 ${atMs}`,
      [
        {
          ...app,
          metric: 'diskRead',
          part: '/dev/sda',
          at: atMs,
          value: 4096,
        },
      ],
    ],
    [
      'writes in the notation of large numbers, without a time',
      `container_fs_writes_bytes_total${labels('app')} 1.5e+09`,
      [{ ...app, metric: 'diskWrite', part: '', at: 7, value: 1.5e9 }],
    ],
    [
      'periods, and those that were throttled',
      [
        `container_cpu_cfs_periods_total${labels('app')} 10 ${atMs}`,
        `container_cpu_cfs_throttled_periods_total${labels('app')} 4 ${atMs}`,
      ].join('\n'),
      [
        { ...app, metric: 'periods', part: '', at: atMs, value: 10 },
        { ...app, metric: 'throttledPeriods', part: '', at: atMs, value: 4 },
      ],
    ],
    [
      'the network of a pod, whatever its sandbox is called',
      [
        `container_network_receive_bytes_total${labels(
          '',
          ',interface="eth0"',
        )} 5 ${atMs}`,
        `container_network_transmit_bytes_total${labels(
          'POD',
          ',interface="eth0"',
        )} 6 ${atMs}`,
      ].join('\n'),
      [
        { ...pod, metric: 'networkIn', part: 'eth0', at: atMs, value: 5 },
        { ...pod, metric: 'networkOut', part: 'eth0', at: atMs, value: 6 },
      ],
    ],
    [
      'the whole node',
      `container_fs_reads_bytes_total{container="",device="/dev/sda",id="/",namespace="",pod=""} 9 ${atMs}`,
      [{ ...node, metric: 'diskRead', part: '/dev/sda', at: atMs, value: 9 }],
    ],
    [
      'the sectors of the node, where no bytes are counted',
      [
        `container_fs_sector_reads_total{container="",device="/dev/vda",id="/",namespace="",pod=""} 5.6021914e+07 ${atMs}`,
        `container_fs_sector_reads_total${labels('app')} 7 ${atMs}`,
      ].join('\n'),
      [
        {
          ...node,
          metric: 'diskRead',
          part: '/dev/vda',
          at: atMs,
          value: 56021914 * 512,
        },
      ],
    ],
    [
      'bytes rather than sectors',
      ['sector_writes', 'writes_bytes']
        .map(
          name =>
            `container_fs_${name}_total{device="/dev/vda",id="/"} 9 ${atMs}`,
        )
        .join('\n'),
      [{ ...node, metric: 'diskWrite', part: '/dev/vda', at: atMs, value: 9 }],
    ],
    [
      'nothing else',
      [
        '# HELP container_fs_reads_bytes_total Cumulative count of bytes read',
        `container_memory_usage_bytes${labels('app')} 1 ${atMs}`,
        `container_fs_reads_bytes_total${labels('')} 1 ${atMs}`,
        `container_fs_reads_bytes_total{container="",id="/system.slice"} 1`,
        `container_fs_reads_bytes_total${labels('app')} NaN ${atMs}`,
        `container_fs_reads_bytes_total${labels('app')} -5 ${atMs}`,
        `container_fs_reads_bytes_total${labels('app')}`,
        `container_network_receive_bytes_total${labels(
          '',
          ',interface="lo"',
        )} 5`,
        'container_fs_reads_bytes_total',
        'container_toString{pod="a"} 1',
      ].join('\n'),
      [],
    ],
  ])('includes %s', (_, text, counters) => {
    expect(readCadvisor(text, all, 7)).toEqual(counters);
  });

  it('is taken of wanted pods only', () => {
    const line = `container_fs_reads_bytes_total${labels('app')} 1 ${atMs}\n`;
    expect(readCadvisor(line, (_, name) => name === 'b', 7)).toEqual([]);
  });
});

describe('metrics.k8s.io', () => {
  it('tells containers; a pod is their sum', () => {
    const containers = [
      { name: 'app', usage: { cpu: '12345678n', memory: '2Ki' } },
      { name: 'log', usage: { cpu: '1m', memory: 'much' } },
    ];
    const { container: _, ...whose } = pod;
    expect(podGauges(whose, { containers })).toEqual([
      { ...pod, metric: 'cpu', value: 13.345678 },
      { ...pod, metric: 'memory', value: 2048 },
      { ...app, metric: 'cpu', value: 12.345678 },
      { ...app, metric: 'memory', value: 2048 },
      { ...pod, container: 'log', metric: 'cpu', value: 1 },
    ]);
    expect(podGauges(whose, {})).toEqual([]);
  });
});

describe('a node', () => {
  const status = {
    addresses: [
      { type: 'Hostname', address: 'node-1' },
      { type: 'InternalIP', address: '10.0.0.1' },
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: 10999 } },
    allocatable: { cpu: '3900m', memory: '1Gi' },
  };

  it('is asked at its address, and has so much for pods', () => {
    expect(nodeFactsOf({ status })).toEqual({
      kubelet: { address: '10.0.0.1', port: 10999 },
      allocatable: { cpu: 3900, memory: 2 ** 30 },
      ready: false,
      cordoned: false,
    });
  });

  it('says how it stands', () => {
    const wire = {
      spec: { unschedulable: true },
      status: {
        allocatable: { pods: '110' },
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    };
    expect(nodeFactsOf(wire)).toMatchObject({
      ready: true,
      cordoned: true,
      mostPods: 110,
    });
  });

  it.each([
    [
      'it is simulated',
      { status, metadata: { annotations: { 'kwok.x-k8s.io/node': 'fake' } } },
    ],
    ['it has no address', { status: { ...status, addresses: [] } }],
  ])('is not asked where %s', (_, wire) => {
    expect(nodeFactsOf(wire).kubelet).toBeUndefined();
  });
});
