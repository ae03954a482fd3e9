import type {
  MetricName,
  MetricVolume,
} from '@paddock/backstage-plugin-paddock-common';

/** Whose figure it is. Without a namespace it is the node's; without a container the pod's. */
export interface Whose {
  namespace: string;
  pod: string;
  container: string;
}

/** What is now. `throttled` is a share from 0 to 1. */
export interface Gauge extends Whose {
  metric: MetricName | 'throttled';
  value: number;
}

/** What only ever grows, until what it counts starts anew. */
export interface Counter extends Whose {
  metric:
    | 'networkIn'
    | 'networkOut'
    | 'diskRead'
    | 'diskWrite'
    | 'periods'
    | 'throttledPeriods';
  /** Of several that add up: the network interface, the device. */
  part: string;
  /** Milliseconds since 1970: when it was counted. */
  at: number;
  value: number;
}

/** Everything that one source told at one time. */
export interface Reading {
  gauges: Gauge[];
  counters: Counter[];
  /** By `namespace/pod`. */
  volumes: Map<string, MetricVolume[]>;
}

/** Whether a pod's figures are wanted from who gives them. */
export type Wanted = (namespace: string, pod: string) => boolean;

/** Of outside data: a number that can have been measured. */
export const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;
