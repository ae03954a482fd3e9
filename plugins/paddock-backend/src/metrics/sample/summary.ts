import { z } from 'zod';
import type { Counter, Gauge, Reading, Wanted, Whose } from './reading';
import { isAmount } from './reading';

// Kubelets of every version answer, and leave out what they could not measure: nothing is required, nothing is refused.
const amount = z.number().optional().catch(undefined);
const text = z.string().default('').catch('');
const load = {
  cpu: z.object({ usageNanoCores: amount }).optional().catch(undefined),
  memory: z.object({ workingSetBytes: amount }).optional().catch(undefined),
};
const network = z
  .object({ time: text, rxBytes: amount, txBytes: amount })
  .optional()
  .catch(undefined);
const named = z.object({ name: text, namespace: text });

const summarySchema = z.object({
  node: z.object({ ...load, network }).optional(),
  pods: z
    .array(
      z.object({
        ...load,
        podRef: named,
        network,
        containers: z.array(z.object({ name: text, ...load })).default([]),
        volume: z
          .array(
            z.object({
              usedBytes: amount,
              capacityBytes: amount,
              pvcRef: named.optional(),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
});
type Summary = z.infer<typeof summarySchema>;
type Pod = Summary['pods'][number];

/**
 * What a kubelet's `/stats/summary` tells of itself and the wanted pods. Pure.
 * Source: k8s.io/kubelet/pkg/apis/stats/v1alpha1.
 *
 * @throws ZodError, SyntaxError for what is no summary
 */
export function readSummary(body: string, wanted: Wanted): Reading {
  const { node, pods } = summarySchema.parse(JSON.parse(body));
  const nodeItself = { namespace: '', pod: '', container: '' };
  const mine = pods.filter(({ podRef: { namespace, name } }) =>
    wanted(namespace, name),
  );
  return {
    gauges: [
      ...(node ? gaugesOf(nodeItself, node) : []),
      ...mine.flatMap(podGauges),
    ],
    counters: [
      ...countersOf(nodeItself, node?.network),
      ...mine.flatMap(pod => countersOf(whoseOf(pod), pod.network)),
    ],
    volumes: new Map(
      mine.map(pod => [
        `${pod.podRef.namespace}/${pod.podRef.name}`,
        volumesOf(pod),
      ]),
    ),
  };
}

const whoseOf = ({ podRef }: Pod): Whose => ({
  namespace: podRef.namespace,
  pod: podRef.name,
  container: '',
});

const podGauges = (pod: Pod): Gauge[] => [
  ...gaugesOf(whoseOf(pod), pod),
  ...pod.containers.flatMap(each =>
    gaugesOf({ ...whoseOf(pod), container: each.name }, each),
  ),
];

function gaugesOf(
  whose: Whose,
  { cpu, memory }: Pick<Pod, 'cpu' | 'memory'>,
): Gauge[] {
  const nanoCores = cpu?.usageNanoCores;
  const bytes = memory?.workingSetBytes;
  return [
    ...(isAmount(nanoCores)
      ? [{ ...whose, metric: 'cpu' as const, value: nanoCores / 1e6 }]
      : []),
    ...(isAmount(bytes)
      ? [{ ...whose, metric: 'memory' as const, value: bytes }]
      : []),
  ];
}

function countersOf(whose: Whose, given: Pod['network']): Counter[] {
  const at = Date.parse(given?.time ?? '');
  if (!given || Number.isNaN(at)) return [];
  const counter = (metric: Counter['metric'], value: number | undefined) =>
    isAmount(value) ? [{ ...whose, metric, part: '', at, value }] : [];
  return [
    ...counter('networkIn', given.rxBytes),
    ...counter('networkOut', given.txBytes),
  ];
}

/** Of claims only, and each once: a pod can mount one at several paths. */
function volumesOf({ podRef, volume }: Pod) {
  const claims = volume.flatMap(({ pvcRef, usedBytes, capacityBytes }) =>
    pvcRef?.namespace === podRef.namespace &&
    isAmount(usedBytes) &&
    isAmount(capacityBytes)
      ? [{ claim: pvcRef.name, used: usedBytes, capacity: capacityBytes }]
      : [],
  );
  return [...new Map(claims.map(each => [each.claim, each])).values()];
}
