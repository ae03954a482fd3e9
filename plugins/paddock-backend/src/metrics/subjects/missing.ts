import type { MetricName } from '@paddock/backstage-plugin-paddock-common';
import type { PodObject } from '../../kube/objects/objects';
import type { NodeStanding } from '../sample/kubelets';

/** Who was asked about a node or what runs on it. */
export interface Asked {
  metric: MetricName;
  node: string;
  standing: NodeStanding | undefined;
}

const onTheWay = 'The first figures are on their way.';

const isLoad = (metric: MetricName) => metric === 'cpu' || metric === 'memory';

/** Why there is no figure of a node, or of a pod that has run on it for a while. Pure. */
export function whyMissing({ metric, node, standing }: Asked): string {
  if (!standing) return onTheWay;
  if (standing.source === 'metrics-api') {
    return isLoad(metric)
      ? 'metrics.k8s.io has no figure of it yet.'
      : `The node ${node} ${standing.because}: CPU and memory come from metrics.k8s.io, which tells nothing else.`;
  }
  if (standing.source === 'prometheus') {
    return 'Prometheus has no figure of it in this time.';
  }
  return !isLoad(metric) && standing.looks < 2
    ? 'A rate takes two measurements: the second is on its way.'
    : `The kubelet of ${node} gives no figure of it.`;
}

/** The same of what runs on the node. Pure. */
export function whyOnNodeMissing(asked: Asked): string {
  const { metric, node, standing } = asked;
  return metric.startsWith('disk') &&
    standing?.source === 'kubelet' &&
    standing.looks > 1
    ? `The kubelet of ${node} counts no reads and writes of containers: where the cgroups of a kernel count none, only its node has such figures.`
    : whyMissing(asked);
}

/** Why there is no figure of a pod. Pure. */
export function whyPodMissing(
  { spec, status }: PodObject,
  metric: MetricName,
  standing: NodeStanding | undefined,
): string {
  const node = spec?.nodeName;
  if (!node) return 'It is on no node yet.';
  if (status?.phase !== 'Running') return 'It does not run.';
  return (
    sharesNetwork(spec, metric) ?? whyOnNodeMissing({ metric, node, standing })
  );
}

/** Such a pod has no figure, whatever was measured. */
export const sharesNetwork = (
  spec: PodObject['spec'],
  metric: MetricName,
): string | undefined =>
  spec?.hostNetwork && metric.startsWith('network') ? sharedNetwork : undefined;

export const sharedNetwork =
  'It uses the network of its node: its own part cannot be told apart.';

/** Of a container. */
export const networkIsOfPod =
  'Network is measured for the whole pod: its containers share it.';

/** Why it is not known how much a container was throttled. Pure. */
export function whyNotThrottled(hasLimit: boolean, otherwise: string): string {
  return hasLimit
    ? otherwise
    : 'It has no CPU limit, so nothing holds it back.';
}

/** Of a sum without a summand. */
export const nothingToSum = 'None of its pods has a figure.';

/** Of a cluster. */
export const noMeasuredNode = 'None of its nodes has a figure.';
